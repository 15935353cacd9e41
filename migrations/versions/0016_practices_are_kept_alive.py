"""Practices are kept alive"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0013"

COLUMNS = (
    ("review_months", sa.Integer()),
    ("published_at", sa.DateTime()),
    ("dropped_at", sa.DateTime()),
)
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


def downgrade():
    for name in ("parent", "dropping", "flaw"):
        op.drop_table(name)
    for name, _kind in reversed(COLUMNS):
        op.drop_column("practice", name)


def choice(name, kind, values):
    """Return a column that holds one of a few words."""
    enum = sa.Enum(*values, name=kind, native_enum=False, length=40)
    return sa.Column(name, enum, nullable=False)


def tie(name, to, ondelete=None, *, nullable=False, indexed=False):
    """Return a column that holds the number of a row elsewhere."""
    info = {"to": to, "ondelete": ondelete, "indexed": indexed}
    return sa.Column(name, sa.Integer(), nullable=nullable, info=info)


def table(name, *columns, indexed=()):
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
    )
    for column in (*indexed, *(one.name for one in ties if one.info["indexed"])):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column])
