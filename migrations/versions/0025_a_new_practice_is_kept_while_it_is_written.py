"""A new practice is kept while it is written"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"

METHODS = (
    "individual",
    "pair",
    "small_group",
    "pair_documentation",
    "group_documentation",
    "sharing",
    "questioning",
    "comparison",
    "workshop",
)


def upgrade():
    op.create_table(
        "beginning",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=True),
        sa.Column("form", sa.String(), nullable=False),
        sa.Column("settled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_beginning_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_beginning")),
        sa.UniqueConstraint("sheet", name=op.f("uq_beginning_sheet")),
    )
    op.create_table(
        "draft_manner",
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(*METHODS, name="method", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("others", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f("fk_draft_manner_draft_id_draft"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("draft_id", name=op.f("pk_draft_manner")),
    )
    op.add_column("board", sa.Column("removed_at", sa.DateTime(), nullable=True))


def downgrade():
    op.drop_column("board", "removed_at")
    op.drop_table("draft_manner")
    op.drop_table("beginning")
