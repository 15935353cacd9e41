"""A button pressed twice does one thing"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"


def upgrade():
    op.create_table(
        "press",
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint", name=op.f("pk_press")),
    )
    op.create_index(op.f("ix_press_at"), "press", ["at"])


def downgrade():
    op.drop_table("press")
