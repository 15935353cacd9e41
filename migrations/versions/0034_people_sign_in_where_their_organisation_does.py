"""People sign in where their organisation does"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"


def upgrade():
    op.create_table(
        "provider_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("linked_at", sa.DateTime(), nullable=False),
        sa.Column("used_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_provider_account_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_provider_account")),
        sa.UniqueConstraint(
            "issuer", "person_id", name=op.f("uq_provider_account_issuer_person_id")
        ),
        sa.UniqueConstraint(
            "issuer", "subject", name=op.f("uq_provider_account_issuer_subject")
        ),
    )
    op.create_index(op.f("ix_provider_account_person_id"), "provider_account", ["person_id"])


def downgrade():
    op.drop_table("provider_account")
