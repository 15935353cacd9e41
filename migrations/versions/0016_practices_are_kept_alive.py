"""Practices are kept alive"""

import json
import re
from urllib.parse import unquote

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

COLUMNS = (
    ("review_months", sa.Integer()),
    ("published_at", sa.DateTime()),
    ("dropped_at", sa.DateTime()),
    ("removed_at", sa.DateTime()),
)
# As the migration before that told of changes.
STEP, KEPT = "1 + (random() & 4294967295)", 20_000
TO_PRACTICE = re.compile(r'href="/practices/titled/([^"]+)"')
FLAW_STATES = ("open", "mended", "declined")


def upgrade():
    for name, kind in COLUMNS:
        op.add_column("practice", sa.Column(name, kind, nullable=True))
    op.execute(
        "UPDATE practice SET published_at = (SELECT min(published_at) FROM revision "
        "WHERE revision.practice_id = practice.id AND revision.state IN "
        "('published', 'superseded'))"
    )
    table(
        "flaw",
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("by_id", "person", indexed=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        choice("state", "flawstate", FLAW_STATES),
        sa.Column("answer", sa.String(), nullable=False),
        tie("answered_by_id", "person", nullable=True),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        tie("revision_id", "revision", "SET NULL", nullable=True),
        indexed=("state",),
    )
    table(
        "dropping",
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("by_id", "person"),
        sa.Column("reason", sa.String(), nullable=False),
        tie("successor_id", "practice", "SET NULL", nullable=True, indexed=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("taken_back_at", sa.DateTime(), nullable=True),
        tie("taken_back_by_id", "person", nullable=True),
    )
    table(
        "parent",
        tie("draft_id", "draft", "CASCADE", nullable=True, indexed=True),
        tie("revision_id", "revision", "CASCADE", nullable=True, indexed=True),
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("worded_id", "revision", "SET NULL", nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
    )
    table(
        "practice_name",
        tie("practice_id", "practice", "CASCADE"),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        unique=("practice_id", "folded"),
        indexed=("folded",),
    )
    table(
        "practice_link",
        tie("practice_id", "practice", "CASCADE", indexed=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        indexed=("folded",),
    )
    op.create_table(
        "removal",
        sa.Column("practice_id", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["practice.id"],
            name=op.f("fk_removal_practice_id_practice"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_removal_by_id_person")),
        sa.PrimaryKeyConstraint("practice_id", name=op.f("pk_removal")),
    )
    op.create_index(op.f("ix_removal_by_id"), "removal", ["by_id"])
    table(
        "comment",
        tie("practice_id", "practice", "CASCADE", indexed=True),
        tie("by_id", "person", indexed=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
    )
    pairs("comment_mention", "comment")
    pairs("watch", "practice", sa.Column("at", sa.DateTime(), nullable=False))
    count_readers("opened_at, audience, author_id, steward_id, removed_at")
    note_names()
    note_links()


def count_readers(columns):
    """Let a change of these columns be counted as one of who may see a practice."""
    told = "".join(
        "INSERT INTO search_touched (counted, since, document_id) "  # noqa: S608 - names of ours
        "SELECT 'readers', readers, search_document.id FROM search_changes "
        f"LEFT JOIN search_document ON kind = 'practice' AND thing_id = {row}.id; "
        f"DELETE FROM search_touched WHERE number <= last_insert_rowid() - {KEPT}; "
        for row in ("OLD", "NEW")
    )
    op.execute("DROP TRIGGER search_changes_practice_update")
    counted = f"UPDATE search_changes SET readers = readers + {STEP}"  # noqa: S608 - ours
    op.execute(
        f"CREATE TRIGGER search_changes_practice_update AFTER UPDATE OF {columns} ON practice "
        f"BEGIN {told}{counted}; END"
    )


def note_names():
    """Write down what each practice is called, and was called in either language."""
    called = op.get_bind().execute(
        sa.text(
            "SELECT id AS number, title, made_at AS since FROM practice UNION ALL "
            "SELECT practice_id, title, made_at FROM revision "
            "WHERE state IN ('published', 'superseded') ORDER BY since"
        )
    )
    rows = {
        (number, folded(title)): {
            "practice_id": number,
            "folded": folded(title),
            "since": since,
        }
        for number, title, since in called
    }
    insert("practice_name", ("practice_id", "folded", "since"), list(rows.values()))


def note_links():
    """Write down where each published text leads."""
    published = op.get_bind().execute(
        sa.text(
            "SELECT practice_id, language, html FROM revision WHERE state = 'published' "
            "AND html LIKE '%/practices/titled/%'"
        )
    )
    rows = []
    for number, language, html in published:
        parts = json.loads(html).values()
        names = [unquote(raw) for part in parts for raw in TO_PRACTICE.findall(part)]
        rows += [
            {"practice_id": number, "language": language, "name": name, "folded": known}
            for known, name in {folded(one): one for one in names[::-1]}.items()
        ]
    insert("practice_link", ("practice_id", "language", "name", "folded"), rows)


def insert(name, columns, rows):
    """Write rows into a table, if there are any."""
    if rows:
        given = ", ".join(f":{one}" for one in columns)
        statement = f"INSERT INTO {name} ({', '.join(columns)}) VALUES ({given})"  # noqa: S608 - ours
        op.get_bind().execute(sa.text(statement), rows)


def folded(name):
    """Return a name as names are compared."""
    return " ".join(name.split()).casefold()


def downgrade():
    count_readers("opened_at, audience, author_id, steward_id")
    for name in (
        "watch",
        "comment_mention",
        "comment",
        "removal",
        "practice_link",
        "practice_name",
        "parent",
        "dropping",
        "flaw",
    ):
        op.drop_table(name)
    for name, _kind in reversed(COLUMNS):
        op.drop_column("practice", name)


def named(table_name, columns):
    """Return what a constraint of several columns is called."""
    return f"uq_{table_name}_{'_'.join(columns)}"


def choice(name, kind, values):
    """Return a column that holds one of a few words."""
    enum = sa.Enum(*values, name=kind, native_enum=False, length=40)
    return sa.Column(name, enum, nullable=False)


def tie(name, to, ondelete=None, *, nullable=False, indexed=False):
    """Return a column that holds the number of a row elsewhere."""
    info = {"to": to, "ondelete": ondelete, "indexed": indexed}
    return sa.Column(name, sa.Integer(), nullable=nullable, info=info)


def pairs(name, of, *columns):
    """Make a table that ties something to people."""
    op.create_table(
        name,
        sa.Column(f"{of}_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [f"{to}_id"],
                [f"{to}.id"],
                name=op.f(f"fk_{name}_{to}_id_{to}"),
                ondelete="CASCADE",
            )
            for to in (of, "person")
        ),
        sa.PrimaryKeyConstraint(f"{of}_id", "person_id", name=op.f(f"pk_{name}")),
    )
    op.create_index(op.f(f"ix_{name}_person_id"), name, ["person_id"])


def table(name, *columns, indexed=(), unique=()):
    """Make a table of numbered rows, with its ties and indexes named as everywhere."""
    ties = [one for one in columns if "to" in one.info]
    op.create_table(
        name,
        sa.Column("id", sa.Integer(), nullable=False),
        *columns,
        *(
            sa.ForeignKeyConstraint(
                [one.name],
                [f"{one.info['to']}.id"],
                name=op.f(f"fk_{name}_{one.name}_{one.info['to']}"),
                ondelete=one.info["ondelete"],
            )
            for one in ties
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        *([sa.UniqueConstraint(*unique, name=op.f(named(name, unique)))] if unique else []),
    )
    for column in (*indexed, *(one.name for one in ties if one.info["indexed"])):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
