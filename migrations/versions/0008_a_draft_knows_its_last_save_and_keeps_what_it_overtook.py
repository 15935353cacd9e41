"""A draft knows its last save and keeps what it overtook"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade():
    whole = {"nullable": False}
    op.add_column("draft", sa.Column("version", sa.Integer(), server_default="1", **whole))
    op.add_column("draft", sa.Column("change_note", sa.String(), server_default="", **whole))
    op.add_column(
        "revision", sa.Column("correction", sa.Boolean(), server_default=sa.false(), **whole)
    )
    op.create_table(
        "draft_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=True),
        sa.Column("change_note", sa.String(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        *(
            sa.Column(name, sa.String(), nullable=False)
            for name in (
                "title",
                "readers_words",
                "situation",
                "action",
                "why",
                "when_not",
                "example",
            )
        ),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name=op.f("fk_draft_aside_draft_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["base_id"], ["revision.id"], name=op.f("fk_draft_aside_base_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_aside")),
    )
    with op.batch_alter_table("draft_aside", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_draft_aside_draft_id"), ["draft_id"])
    op.create_table(
        "sitting",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("seen_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_sitting_practice_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_sitting_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint(
            "practice_id", "language", "person_id", name=op.f("pk_sitting")
        ),
    )
    with op.batch_alter_table("sitting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sitting_seen_at"), ["seen_at"])


def downgrade():
    op.drop_table("sitting")
    op.drop_table("draft_aside")
    op.drop_column("revision", "correction")
    op.drop_column("draft", "change_note")
    op.drop_column("draft", "version")
