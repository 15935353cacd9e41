"""Practices are learnt along a path"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

ROLES = ("newcomer", "service_manager", "account_manager", "mentor", "everybody")
INDUSTRIES = (
    "energy",
    "manufacturing",
    "retail",
    "logistics",
    "public",
    "health",
    "general",
)


def upgrade():
    op.create_table(
        "learning_path",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("summary", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(*ROLES, name="pathrole", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "industry",
            sa.Enum(*INDUSTRIES, name="industry", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column("author_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["person.id"], name=op.f("fk_learning_path_author_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_path")),
    )
    op.create_index(op.f("ix_learning_path_author_id"), "learning_path", ["author_id"])
    op.create_table(
        "path_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("week", sa.Integer(), nullable=True),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["path_id"],
            ["learning_path.id"],
            name=op.f("fk_path_step_path_id_learning_path"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_path_step_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_path_step")),
        sa.UniqueConstraint(
            "path_id", "practice_id", name=op.f("uq_path_step_path_id_practice_id")
        ),
    )
    for column in ("path_id", "practice_id"):
        op.create_index(op.f(f"ix_path_step_{column}"), "path_step", [column])
    op.create_table(
        "path_following",
        sa.Column("path_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["path_id"],
            ["learning_path.id"],
            name=op.f("fk_path_following_path_id_learning_path"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["person.id"],
            name=op.f("fk_path_following_learner_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("path_id", "learner_id", name=op.f("pk_path_following")),
    )
    op.create_index(op.f("ix_path_following_learner_id"), "path_following", ["learner_id"])


def downgrade():
    for name in ("path_following", "path_step", "learning_path"):
        op.drop_table(name)
