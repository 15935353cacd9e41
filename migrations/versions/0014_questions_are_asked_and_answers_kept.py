"""Questions are asked and answers kept"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0012"


def upgrade():
    op.create_table(
        "set_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "of",
            sa.Enum(
                "self-inventory",
                "leaving-expert",
                "critical-decision",
                "group",
                "analogy",
                "explain-back",
                name="questionset",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "talk",
                "case",
                "timeline",
                "deepening",
                "what_if",
                "likeness",
                "because",
                "difference",
                "explain",
                "say_back",
                "correct",
                name="phase",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "heading",
            sa.Enum(
                "situation",
                "action",
                "why",
                "when_not",
                "example",
                name="heading",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("fi", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("probe_fi", sa.String(), nullable=False),
        sa.Column("probe_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_question")),
        sa.UniqueConstraint("of", "key", name=op.f("uq_set_question_of_key")),
    )


def downgrade():
    op.drop_table("set_question")
