"""Who noticed what and why, who leaves when, and how often a practice is asked for"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"

MEANS = (
    "reading",
    "writing",
    "job_shadowing",
    "covering",
    "rotation",
    "pair_work",
    "guidance",
    "induction",
    "mentoring",
    "master_apprentice",
    "teamwork",
    "study_circle",
    "coaching_group",
    "group_supervision",
    "developing_work",
    "project_group",
)


def upgrade():
    with op.batch_alter_table("identification", schema=None) as batch_op:
        batch_op.add_column(sa.Column("words", sa.String(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("carrier_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("confirmed_at", sa.DateTime(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_identification_carrier_id_person"), "person", ["carrier_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_identification_carrier_id"), ["carrier_id"])
    op.create_table(
        "departure",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("told_by_id", sa.Integer(), nullable=False),
        sa.Column("told_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_departure_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["told_by_id"], ["person.id"], name=op.f("fk_departure_told_by_id_person")
        ),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_departure")),
    )
    op.create_table(
        "handover",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "means",
            sa.Enum(*MEANS, name="means", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_handover_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_handover_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_handover")),
        sa.UniqueConstraint(
            "practice_id", "person_id", name=op.f("uq_handover_practice_id_person_id")
        ),
    )
    with op.batch_alter_table("handover", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_handover_person_id"), ["person_id"])
    op.create_table(
        "practice_asked",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_practice_asked_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("practice_id", "week", name=op.f("pk_practice_asked")),
    )


def downgrade():
    op.drop_table("practice_asked")
    op.drop_table("handover")
    op.drop_table("departure")
    with op.batch_alter_table("identification", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identification_carrier_id"))
        batch_op.drop_constraint(
            batch_op.f("fk_identification_carrier_id_person"), "foreignkey"
        )
        batch_op.drop_column("confirmed_at")
        batch_op.drop_column("carrier_id")
        batch_op.drop_column("words")
