"""Files of many kinds belong to a practice"""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade():
    op.add_column(
        "attachment",
        sa.Column("kind", sa.String(40), nullable=False, server_default="picture"),
    )
    for name in ("opened_at", "removed_at"):
        op.add_column("attachment", sa.Column(name, sa.DateTime(), nullable=True))
    op.add_column("attachment", sa.Column("text", sa.String(), nullable=True))
    # Readers could see every picture of a practice with something published: they still can.
    op.execute(
        "UPDATE attachment SET opened_at = at WHERE practice_id IN "
        "(SELECT practice_id FROM revision WHERE state IN ('published', 'superseded'))"
    )


def downgrade():
    op.execute("DELETE FROM attachment WHERE kind <> 'picture' OR removed_at IS NOT NULL")
    for name in ("text", "removed_at", "opened_at", "kind"):
        op.drop_column("attachment", name)
