"""Questions are asked and answers kept"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


SETS = (
    "self-inventory",
    "leaving-expert",
    "critical-decision",
    "group",
    "analogy",
    "explain-back",
)
AREAS = (
    "customer_relationship",
    "internal_cooperation",
    "quality",
    "account_management",
    "communication",
    "competence",
    "services",
    "project_work",
    "development",
    "operating_models",
)


def kind(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade():
    op.create_table(
        "set_question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("of", kind("questionset", *SETS), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column(
            "phase",
            kind(
                "phase",
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
            ),
            nullable=False,
        ),
        sa.Column(
            "heading",
            kind("heading", "situation", "action", "why", "when_not", "example"),
            nullable=False,
        ),
        sa.Column("fi", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("probe_fi", sa.String(), nullable=False),
        sa.Column("probe_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_set_question")),
        sa.UniqueConstraint("of", "key", name=op.f("uq_set_question_of_key")),
    )
    op.create_table(
        "inventory_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("of", kind("questionset", *SETS), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("situation", sa.String(), nullable=False),
        sa.Column("area", kind("area", *AREAS), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("joined", sa.Boolean(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_inventory_answer_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_inventory_answer_practice_id_practice"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_answer")),
    )
    with op.batch_alter_table("inventory_answer", schema=None) as batch_op:
        for column in ("person_id", "practice_id"):
            batch_op.create_index(batch_op.f(f"ix_inventory_answer_{column}"), [column])


def downgrade():
    op.drop_table("inventory_answer")
    op.drop_table("set_question")
