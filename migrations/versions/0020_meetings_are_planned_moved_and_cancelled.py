"""Meetings are planned, moved and cancelled"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"

STATES = ("planned", "held", "missed", "cancelled")


def text(name, default):
    return sa.Column(name, sa.String(), nullable=False, server_default=default)


def columns():
    state = sa.Enum(*STATES, name="meetingstate", native_enum=False, length=40)
    return (
        sa.Column("state", state, nullable=False, server_default="held"),
        sa.Column("starts_at", sa.DateTime(), nullable=True),
        sa.Column("ends_at", sa.DateTime(), nullable=True),
        text("zone", "Europe/Helsinki"),
        text("place", ""),
        text("link", ""),
        text("agenda", ""),
        sa.Column("uid", sa.String(), nullable=True),
        sa.Column("sequence", sa.Integer(), nullable=False, server_default="0"),
    )


def reference(column, other, table):
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete="CASCADE",
    )


def upgrade():
    # Column by column: to build the table anew would take the triggers that count its changes.
    for column in columns():
        op.add_column("mentoring_session", column)
    for name, unique in (("state", False), ("starts_at", False), ("uid", True)):
        op.create_index(
            op.f(f"ix_mentoring_session_{name}"), "mentoring_session", [name], unique=unique
        )
    op.create_table(
        "session_proposal",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("practice_id", sa.Integer(), nullable=False),
        reference("session_id", "mentoring_session", "session_proposal"),
        reference("practice_id", "practice", "session_proposal"),
        sa.PrimaryKeyConstraint("session_id", "practice_id", name=op.f("pk_session_proposal")),
    )
    op.create_index(
        op.f("ix_session_proposal_practice_id"), "session_proposal", ["practice_id"]
    )
    op.create_table(
        "shown_progress",
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("shown_at", sa.DateTime(), nullable=False),
        reference("pairing_id", "pairing", "shown_progress"),
        reference("person_id", "person", "shown_progress"),
        sa.PrimaryKeyConstraint("pairing_id", "person_id", name=op.f("pk_shown_progress")),
    )
    op.create_table(
        "calendar_feed",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("shows_titles", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        reference("person_id", "person", "calendar_feed"),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_calendar_feed")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feed_token_hash")),
    )


def downgrade():
    for table in ("calendar_feed", "shown_progress", "session_proposal"):
        op.drop_table(table)
    for name in ("state", "starts_at", "uid"):
        op.drop_index(op.f(f"ix_mentoring_session_{name}"), "mentoring_session")
    for column in reversed(columns()):
        op.drop_column("mentoring_session", column.name)
