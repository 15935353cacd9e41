"""Searches are kept without the one who searched"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table(
        "search_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("fitting", sa.Integer(), nullable=False),
        sa.Column("nothing_fitted", sa.Boolean(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=True),
        sa.Column("refined", sa.Boolean(), nullable=False),
        sa.Column("opens_visit", sa.Boolean(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=True),
        sa.Column("browsing", sa.Integer(), nullable=True),
        sa.Column("ticket", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_log")),
        sa.UniqueConstraint("ticket", name=op.f("uq_search_log_ticket")),
    )
    with op.batch_alter_table("search_log", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_search_log_browsing"), ["browsing"], unique=False)
        batch_op.create_index(batch_op.f("ix_search_log_day"), ["day"], unique=False)


def downgrade():
    op.drop_table("search_log")
