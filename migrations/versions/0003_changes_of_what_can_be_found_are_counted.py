"""Changes of what can be found are counted"""

from alembic import op

revision = "0003"
down_revision = "0002"

COUNTED = (
    ("texts", "search_document", "kind", "thing_id", "language"),
    ("passages", "search_passage", "document_id", "model", "vector"),
    ("readers", "practice", "opened_at", "audience", "author_id", "steward_id"),
    ("readers", "practice_reader", "practice_id", "person_id"),
    ("readers", "pairing", "mentor_id", "learner_id"),
    ("readers", "mentoring_session", "pairing_id"),
)

# No step is the same twice: what was read before a rollback is not taken for what came after.
STEP = "1 + (random() & 4294967295)"


def upgrade():
    op.execute(
        "CREATE TABLE search_changes (texts INTEGER NOT NULL, readers INTEGER NOT NULL, "
        "passages INTEGER NOT NULL)"
    )
    op.execute("INSERT INTO search_changes VALUES (0, 0, 0)")
    for count, table, *columns in COUNTED:
        for name, deed in deeds(columns):
            op.execute(
                f"CREATE TRIGGER search_changes_{table}_{name} AFTER {deed} ON {table} "  # noqa: S608 - names of ours
                f"BEGIN UPDATE search_changes SET {count} = {count} + {STEP}; END"
            )


def downgrade():
    for _, table, *columns in COUNTED:
        for name, _ in deeds(columns):
            op.execute(f"DROP TRIGGER search_changes_{table}_{name}")
    op.execute("DROP TABLE search_changes")


def deeds(columns):
    yield from (("insert", "INSERT"), ("delete", "DELETE"))
    yield "update", "UPDATE OF " + ", ".join(columns)
