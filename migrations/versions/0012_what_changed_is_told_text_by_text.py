"""What changed is told text by text"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"

OF_PRACTICE = "kind = 'practice' AND thing_id = {row}.%s"
OF_PAIRING = (
    "(kind = 'pairing' AND thing_id = {row}.id) OR (kind = 'session' AND thing_id IN "
    "(SELECT id FROM mentoring_session WHERE pairing_id = {row}.id))"
)
OF_SESSION = "kind = 'session' AND thing_id = {row}.id"

# What is counted, where, which text it is of – a number, or the texts for which something is
# so –, and the columns that count.
COUNTED = (
    ("texts", "search_document", "{row}.id", "", ("kind", "thing_id", "language")),
    ("passages", "search_passage", "{row}.document_id", "", ("document_id", "model", "vector")),
    (
        "readers",
        "practice",
        "search_document.id",
        OF_PRACTICE % "id",
        ("opened_at", "audience", "author_id", "steward_id"),
    ),
    (
        "readers",
        "practice_reader",
        "search_document.id",
        OF_PRACTICE % "practice_id",
        ("practice_id", "person_id"),
    ),
    ("readers", "pairing", "search_document.id", OF_PAIRING, ("mentor_id", "learner_id")),
    ("readers", "mentoring_session", "search_document.id", OF_SESSION, ("pairing_id",)),
)
DEEDS = {"insert": ("NEW",), "delete": ("OLD",), "update": ("OLD", "NEW")}

# No step is the same twice: what was read before a rollback is not taken for what came after.
STEP = "1 + (random() & 4294967295)"
KEPT = 20_000  # the latest; who has missed more reads everything anew


def upgrade():
    op.create_index("ix_practice_reader_person_id", "practice_reader", ["person_id"])
    op.create_table(
        "search_touched",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("counted", sa.String(), nullable=False),
        sa.Column("since", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("number", name="pk_search_touched"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_search_touched_since", "search_touched", ["since"])
    for count, table, text, of, columns in COUNTED:
        for deed, rows in DEEDS.items():
            counting(count, table, deed, columns, [told(count, text, of, row) for row in rows])


def downgrade():
    for count, table, _text, _of, columns in COUNTED:
        for deed in DEEDS:
            counting(count, table, deed, columns, [])
    op.drop_table("search_touched")
    op.drop_index("ix_practice_reader_person_id", "practice_reader")


def counting(count, table, deed, columns, statements):
    """Let a change of a table be counted, and told in the log beforehand."""
    of = f" OF {', '.join(columns)}" if deed == "update" else ""
    steps = (*statements, f"UPDATE search_changes SET {count} = {count} + {STEP}")  # noqa: S608 - names of ours
    op.execute(f"DROP TRIGGER search_changes_{table}_{deed}")
    op.execute(
        f"CREATE TRIGGER search_changes_{table}_{deed} AFTER {deed.upper()}{of} ON {table} "
        f"BEGIN {'; '.join(steps)}; END"
    )


def told(count, text, of, row):
    """Return what tells of the texts of one row, or that there was none; the oldest go."""
    # Told with the count as it stood: so one finds what came after a count one has seen.
    joined = f"LEFT JOIN search_document ON {of}" if of else ""
    return (
        f"INSERT INTO search_touched (counted, since, document_id) "  # noqa: S608 - names of ours
        f"SELECT '{count}', {count}, {text} FROM search_changes {joined}; "
        f"DELETE FROM search_touched WHERE number <= last_insert_rowid() - {KEPT}"
    ).format(row=row)
