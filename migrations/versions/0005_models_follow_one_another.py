"""Models follow one another, and passages know their sentences"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade():
    op.add_column("search_passage", sa.Column("sentences", sa.LargeBinary(), nullable=True))
    op.create_table(
        "search_encoder",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("whole_at", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_search_encoder")),
    )
    # The model that has read the texts so far goes on serving.
    op.execute(
        "INSERT INTO search_encoder (name, setting, whole_at) "
        "SELECT DISTINCT model, 'default', CURRENT_TIMESTAMP FROM search_passage"
    )


def downgrade():
    op.drop_table("search_encoder")
    op.drop_column("search_passage", "sentences")
