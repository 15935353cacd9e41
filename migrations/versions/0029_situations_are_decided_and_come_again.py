"""Situations are decided and come again"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"

STATES = ("awaiting", "asked", "retired")


def upgrade():
    op.create_table(
        "situation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("telling", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("reasoning", sa.String(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(*STATES, name="situationstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("agreed_by_id", sa.Integer(), nullable=True),
        sa.Column("agreed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_situation_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_situation_author_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["agreed_by_id"], ["person.id"], name=op.f("fk_situation_agreed_by_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situation")),
    )
    for column in ("practice_id", "author_id", "state"):
        op.create_index(op.f(f"ix_situation_{column}"), "situation", [column])
    op.create_table(
        "rehearsal",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_rehearsal_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["person.id"],
            name=op.f("fk_rehearsal_learner_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "learner_id", name=op.f("pk_rehearsal")),
    )
    op.create_index(op.f("ix_rehearsal_learner_id"), "rehearsal", ["learner_id"])
    op.create_table(
        "recall",
        sa.Column("situation_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("phase", sa.Integer(), nullable=True),
        sa.Column("stability", sa.Double(), nullable=True),
        sa.Column("difficulty", sa.Double(), nullable=True),
        sa.ForeignKeyConstraint(
            ["situation_id"],
            ["situation.id"],
            name=op.f("fk_recall_situation_id_situation"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["person.id"],
            name=op.f("fk_recall_learner_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("situation_id", "learner_id", name=op.f("pk_recall")),
    )
    op.create_index(op.f("ix_recall_learner_id"), "recall", ["learner_id"])


def downgrade():
    for name in ("recall", "rehearsal", "situation"):
        op.drop_table(name)
