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
PHASES = (
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
)
HEADINGS = (
    "situation",
    "action",
    "why",
    "when_not",
    "example",
)
METHODS = (
    "question_set",
    "critical_decision",
    "analogy",
    "explain_back",
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
            kind("phase", *PHASES),
            nullable=False,
        ),
        sa.Column(
            "heading",
            kind("heading", *HEADINGS),
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
        belongs("inventory_answer", "person_id", "person", "CASCADE"),
        belongs("inventory_answer", "practice_id", "practice", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inventory_answer")),
    )
    indexed("inventory_answer", "person_id", "practice_id")
    op.create_table(
        "elicitation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("method", kind("elicitationmethod", *METHODS), nullable=False),
        sa.Column("of", kind("questionset", *SETS), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("interviewer_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=True),
        sa.Column("need_id", sa.Integer(), nullable=True),
        sa.Column("planned_for", sa.Date(), nullable=True),
        sa.Column("consent", sa.JSON(), nullable=False),
        sa.Column("delete_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=True),
        sa.Column("phase", kind("phase", *PHASES), nullable=True),
        sa.Column("phase_since", sa.DateTime(), nullable=True),
        sa.Column("set_aside_at", sa.DateTime(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(), nullable=True),
        sa.Column("forgotten_at", sa.DateTime(), nullable=True),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        belongs("elicitation", "interviewer_id", "person"),
        belongs("elicitation", "practice_id", "practice", "SET NULL"),
        belongs("elicitation", "need_id", "need", "SET NULL"),
        belongs("elicitation", "revision_id", "revision", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elicitation")),
    )
    indexed("elicitation", "interviewer_id", "practice_id", "delete_on")
    op.create_table(
        "elicitation_carrier",
        sa.Column("elicitation_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("consented_at", sa.DateTime(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(), nullable=True),
        belongs("elicitation_carrier", "elicitation_id", "elicitation", "CASCADE"),
        belongs("elicitation_carrier", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint(
            "elicitation_id", "person_id", name=op.f("pk_elicitation_carrier")
        ),
    )
    indexed("elicitation_carrier", "person_id")
    op.create_table(
        "elicitation_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("elicitation_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("phase", kind("phase", *PHASES), nullable=False),
        sa.Column("heading", kind("heading", *HEADINGS), nullable=False),
        sa.Column("asked", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        belongs("elicitation_answer", "elicitation_id", "elicitation", "CASCADE"),
        belongs("elicitation_answer", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elicitation_answer")),
        sa.UniqueConstraint(
            "elicitation_id", "key", name=op.f("uq_elicitation_answer_elicitation_id_key")
        ),
    )
    indexed("elicitation_answer", "elicitation_id")
    op.create_table(
        "elicitation_aside",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        belongs("elicitation_aside", "answer_id", "elicitation_answer", "CASCADE"),
        belongs("elicitation_aside", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elicitation_aside")),
    )
    indexed("elicitation_aside", "answer_id")
    op.create_table(
        "elicitation_disagreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("elicitation_id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        belongs("elicitation_disagreement", "elicitation_id", "elicitation", "CASCADE"),
        belongs("elicitation_disagreement", "revision_id", "revision", "SET NULL"),
        belongs("elicitation_disagreement", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_elicitation_disagreement")),
    )
    indexed("elicitation_disagreement", "elicitation_id")


def belongs(table, column, to, deleted=None):
    name = op.f(f"fk_{table}_{column}_{to}")
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=name, ondelete=deleted)


def indexed(table, *columns):
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.create_index(batch_op.f(f"ix_{table}_{column}"), [column])


def downgrade():
    for table in (
        "elicitation_disagreement",
        "elicitation_aside",
        "elicitation_answer",
        "elicitation_carrier",
        "elicitation",
    ):
        op.drop_table(table)
    op.drop_table("inventory_answer")
    op.drop_table("set_question")
