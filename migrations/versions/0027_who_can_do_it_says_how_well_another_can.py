"""Who can do it says how well another can"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"

STATES = ("asked", "attested", "declined", "withdrawn", "lapsed", "revoked")
LEVELS = ("novice", "advanced_beginner", "competent", "proficient", "expert")


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def key(column, other, ondelete=None):
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_attestation_{column}_{other}"),
        ondelete=ondelete,
    )


def upgrade():
    op.create_table(
        "attestation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("learner_id", sa.Integer(), nullable=False),
        sa.Column("attester_id", sa.Integer(), nullable=False),
        sa.Column("state", kind(*STATES, name="attestationstate"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answer_language", sa.String(), nullable=False),
        sa.Column("level", kind(*LEVELS, name="level"), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("revoked_at", sa.DateTime(), nullable=True),
        sa.Column("revoked_by_id", sa.Integer(), nullable=True),
        sa.Column("revoked_because", sa.String(), nullable=False),
        key("practice_id", "practice", "CASCADE"),
        key("learner_id", "person"),
        key("attester_id", "person"),
        key("revoked_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation")),
        sa.UniqueConstraint("code", name=op.f("uq_attestation_code")),
    )
    for column in ("practice_id", "learner_id", "attester_id", "state", "valid_until"):
        op.create_index(op.f(f"ix_attestation_{column}"), "attestation", [column])


def downgrade():
    op.drop_table("attestation")
