"""A pair is agreed upon, rests and ends"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

COLUMNS = (
    "roles VARCHAR(40) NOT NULL DEFAULT 'one_way'",
    "follows_id INTEGER CONSTRAINT fk_pairing_follows_id_pairing REFERENCES pairing (id)",
    # What waits, waits from the day this came: nobody is reminded of a year at once.
    "stirred_at DATETIME NOT NULL DEFAULT '1970-01-01 00:00:00.000000'",
    "reminded_at DATETIME",
    "met_at DATETIME",
    "paused_until DATE",
    "means_suited VARCHAR(40)",
)

# As the house counts who may find what: the texts of a pair and of its meetings.
TEXTS = (
    "(kind = 'pairing' AND thing_id = {row}.pairing_id) OR (kind = 'session' AND thing_id IN "
    "(SELECT id FROM mentoring_session WHERE pairing_id = {row}.pairing_id))"
)
DEEDS = {"insert": ("NEW",), "delete": ("OLD",), "update": ("OLD", "NEW")}
STEP = "1 + (random() & 4294967295)"
KEPT = 20_000


def upgrade():
    # No table is written anew: its triggers would go with it.
    for column in COLUMNS:
        op.execute(f"ALTER TABLE pairing ADD COLUMN {column}")
    op.create_index("ix_pairing_follows_id", "pairing", ["follows_id"])
    op.execute("UPDATE pairing SET stirred_at = strftime('%Y-%m-%d %H:%M:%S.000000', 'now')")
    op.execute(
        "UPDATE pairing SET met_at = (SELECT min(recorded_at) FROM mentoring_session "
        "WHERE pairing_id = pairing.id)"
    )
    _agreements()
    _members()
    for deed, rows in DEEDS.items():
        _counting(deed, [_told(row) for row in rows])


def downgrade():
    for deed in DEEDS:
        op.execute(f"DROP TRIGGER search_changes_pairing_fellow_{deed}")
    for table in ("pairing_fellow", "pairing_consent", "pairing_agreement"):
        op.drop_table(table)
    op.drop_index("ix_pairing_follows_id", "pairing")
    for column in COLUMNS:
        op.execute(f"ALTER TABLE pairing DROP COLUMN {column.partition(' ')[0]}")


def _agreements():
    op.create_table(
        "pairing_agreement",
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("meetings_planned", sa.Integer(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("not_discussed", sa.String(), nullable=False),
        sa.Column("confidentiality", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("written_at", sa.DateTime(), nullable=False),
        _of_pairing("pairing_agreement"),
        _to_person("pairing_agreement", "written_by_id"),
        sa.PrimaryKeyConstraint("pairing_id", name="pk_pairing_agreement"),
    )
    kinds = sa.Enum("agreement", "across_line", name="consented", native_enum=False, length=40)
    op.create_table(
        "pairing_consent",
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", kinds, nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _of_pairing("pairing_consent"),
        _to_person("pairing_consent", "person_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("pairing_id", "person_id", "kind", name="pk_pairing_consent"),
    )


def _members():
    op.create_table(
        "pairing_fellow",
        sa.Column("pairing_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("motivation", sa.String(), nullable=True),
        _of_pairing("pairing_fellow"),
        _to_person("pairing_fellow", "person_id"),
        sa.PrimaryKeyConstraint("pairing_id", "person_id", name="pk_pairing_fellow"),
    )
    op.create_index("ix_pairing_fellow_person_id", "pairing_fellow", ["person_id"])


def _of_pairing(table):
    name = f"fk_{table}_pairing_id_pairing"
    return sa.ForeignKeyConstraint(
        ["pairing_id"], ["pairing.id"], name=name, ondelete="CASCADE"
    )


def _to_person(table, column, ondelete=None):
    name = f"fk_{table}_{column}_person"
    return sa.ForeignKeyConstraint([column], ["person.id"], name=name, ondelete=ondelete)


def _counting(deed, told):
    """Let who joins or leaves a group be counted, and told in the log beforehand."""
    of = " OF pairing_id, person_id" if deed == "update" else ""
    steps = (*told, f"UPDATE search_changes SET readers = readers + {STEP}")  # noqa: S608 - names of ours
    op.execute(
        f"CREATE TRIGGER search_changes_pairing_fellow_{deed} AFTER {deed.upper()}{of} "
        f"ON pairing_fellow BEGIN {'; '.join(steps)}; END"
    )


def _told(row):
    """Return what tells of the texts of one row, or that there was none; the oldest go."""
    return (
        "INSERT INTO search_touched (counted, since, document_id) "  # noqa: S608 - names of ours
        "SELECT 'readers', readers, search_document.id FROM search_changes "
        f"LEFT JOIN search_document ON {TEXTS}; "
        f"DELETE FROM search_touched WHERE number <= last_insert_rowid() - {KEPT}"
    ).format(row=row)
