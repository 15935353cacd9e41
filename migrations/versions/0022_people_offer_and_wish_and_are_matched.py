"""People offer and wish, and are matched"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0020"

GOALS = (
    "know_where",
    "see_whole",
    "judge_tricky",
    "do_alone",
    "move_account",
    "agree_common",
    "change_way",
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
DECISIONS = ("waiting", "approved", "rejected", "swapped", "overtaken")


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def number(name, *, null=False):
    return sa.Column(name, sa.Integer(), nullable=null)


def listed(name):
    return sa.Column(name, sa.JSON(), nullable=False)


def key(table, column, other, *, at="id", cascade=False):
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.{at}"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete="CASCADE" if cascade else None,
    )


def chosen(table, owner):
    """Make the table of the practices that somebody offers, or wishes."""
    op.create_table(
        table,
        number("person_id"),
        number("practice_id"),
        key(table, "person_id", owner, at="person_id", cascade=True),
        key(table, "practice_id", "practice", cascade=True),
        sa.PrimaryKeyConstraint("person_id", "practice_id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_practice_id"), table, ["practice_id"])


def upgrade():
    with op.batch_alter_table("mentor_profile", schema=None) as profile:
        for name in ("languages", "halves", "means"):
            profile.add_column(
                sa.Column(name, sa.JSON(), server_default=sa.text("'[]'"), nullable=False)
            )
        profile.add_column(
            sa.Column("across_line", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    op.create_table(
        "learning_wish",
        number("person_id"),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("goal_kind", kind(*GOALS, name="goalkind"), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("area", kind(*AREAS, name="area"), nullable=True),
        listed("languages"),
        listed("halves"),
        sa.Column("across_line", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        key("learning_wish", "person_id", "person", cascade=True),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_learning_wish")),
    )
    chosen("offered_practice", "mentor_profile")
    chosen("wanted_practice", "learning_wish")
    op.create_table(
        "pairing_exclusion",
        number("by_id"),
        number("other_id"),
        key("pairing_exclusion", "by_id", "person", cascade=True),
        key("pairing_exclusion", "other_id", "person", cascade=True),
        sa.PrimaryKeyConstraint("by_id", "other_id", name=op.f("pk_pairing_exclusion")),
    )
    op.create_index(op.f("ix_pairing_exclusion_other_id"), "pairing_exclusion", ["other_id"])
    op.create_table(
        "match_run",
        number("id"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        number("by_id"),
        sa.Column("rules", sa.String(), nullable=False),
        listed("snapshot"),
        listed("fairness"),
        key("match_run", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_run")),
    )
    op.create_table(
        "match_proposal",
        number("id"),
        number("run_id"),
        number("mentor_id"),
        number("learner_id"),
        number("score"),
        listed("parts"),
        sa.Column("decision", kind(*DECISIONS, name="decision"), nullable=False),
        number("chosen_by_id", null=True),
        number("decided_by_id", null=True),
        sa.Column("decided_at", sa.DateTime(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        number("pairing_id", null=True),
        key("match_proposal", "run_id", "match_run", cascade=True),
        key("match_proposal", "mentor_id", "person"),
        key("match_proposal", "learner_id", "person"),
        key("match_proposal", "chosen_by_id", "person"),
        key("match_proposal", "decided_by_id", "person"),
        key("match_proposal", "pairing_id", "pairing"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_match_proposal")),
    )
    for name in ("run_id", "mentor_id", "learner_id", "decision"):
        op.create_index(op.f(f"ix_match_proposal_{name}"), "match_proposal", [name])
    op.create_table(
        "match_unmatched",
        number("run_id"),
        number("learner_id"),
        sa.Column(
            "lack",
            kind("not_offered", "no_language", "not_free", name="lack"),
            nullable=False,
        ),
        key("match_unmatched", "run_id", "match_run", cascade=True),
        key("match_unmatched", "learner_id", "person"),
        sa.PrimaryKeyConstraint("run_id", "learner_id", name=op.f("pk_match_unmatched")),
    )
    op.create_index(op.f("ix_match_unmatched_learner_id"), "match_unmatched", ["learner_id"])


def downgrade():
    for table in (
        "match_unmatched",
        "match_proposal",
        "match_run",
        "pairing_exclusion",
        "wanted_practice",
        "offered_practice",
        "learning_wish",
    ):
        op.drop_table(table)
    with op.batch_alter_table("mentor_profile", schema=None) as profile:
        for name in ("across_line", "means", "halves", "languages"):
            profile.drop_column(name)
