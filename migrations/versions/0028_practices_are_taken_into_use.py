"""Practices are taken into use"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade():
    op.create_table(
        "adoption",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("story", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("given_up_at", sa.DateTime(), nullable=True),
        sa.Column("given_up_because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_adoption_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_adoption_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_adoption")),
    )
    for column in ("practice_id", "person_id", "since"):
        op.create_index(op.f(f"ix_adoption_{column}"), "adoption", [column])


def downgrade():
    op.drop_table("adoption")
