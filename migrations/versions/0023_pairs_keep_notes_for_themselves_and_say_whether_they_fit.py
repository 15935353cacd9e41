"""Pairs keep notes for themselves and say whether they fit"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"

OF_THE_PAIR = sa.text("session_id IS NULL")


def number(name, *, null=False):
    return sa.Column(name, sa.Integer(), nullable=null)


def key(table, column, other):
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete="CASCADE",
    )


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def upgrade():
    op.create_table(
        "private_note",
        number("id"),
        number("author_id"),
        number("pairing_id"),
        number("session_id", null=True),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("key_name", sa.String(), nullable=False),
        number("version"),
        sa.Column("saved_at", sa.DateTime(), nullable=False),
        key("private_note", "author_id", "person"),
        key("private_note", "pairing_id", "pairing"),
        key("private_note", "session_id", "mentoring_session"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_note")),
    )
    op.create_index(
        "uq_private_note_meeting", "private_note", ["author_id", "session_id"], unique=True
    )
    op.create_index(
        "uq_private_note_pairing",
        "private_note",
        ["author_id", "pairing_id"],
        unique=True,
        sqlite_where=OF_THE_PAIR,
        postgresql_where=OF_THE_PAIR,
    )
    for column in ("pairing_id", "session_id"):
        op.create_index(op.f(f"ix_private_note_{column}"), "private_note", [column])
    op.create_table(
        "fit_answer",
        number("id"),
        number("pairing_id"),
        number("person_id"),
        sa.Column(
            "asked_in", kind("first", "month", "quarter", name="fitround"), nullable=False
        ),
        sa.Column("fit", kind("works", "partly", "not", name="fit"), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=False),
        key("fit_answer", "pairing_id", "pairing"),
        key("fit_answer", "person_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fit_answer")),
        sa.UniqueConstraint(
            "pairing_id",
            "person_id",
            "asked_in",
            name=op.f("uq_fit_answer_pairing_id_person_id_asked_in"),
        ),
    )
    for column in ("pairing_id", "person_id"):
        op.create_index(op.f(f"ix_fit_answer_{column}"), "fit_answer", [column])


def downgrade():
    op.drop_table("fit_answer")
    op.drop_table("private_note")
