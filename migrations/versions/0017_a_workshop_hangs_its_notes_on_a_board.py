"""A workshop hangs its notes on a board"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"

AREAS = (
    "customer_relationship",
    "internal_cooperation",
    "quality",
    "account_management",
    "communication",
    "competence",
    "services",
    "project_work",
    "development",
    "operating_models",
)


def kind(*values, name):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def number(name, *, null=False):
    return sa.Column(name, sa.Integer(), nullable=null)


def key(table, column, other, *, cascade=False):
    return sa.ForeignKeyConstraint(
        [column],
        [f"{other}.id"],
        name=op.f(f"fk_{table}_{column}_{other}"),
        ondelete="CASCADE" if cascade else None,
    )


def upgrade():
    op.create_table(
        "board",
        number("id"),
        sa.Column("ref", sa.String(), nullable=True),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("goal", sa.String(), nullable=False),
        sa.Column("area", kind(*AREAS, name="area"), nullable=True),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("audience", kind("everyone", "named", name="audience"), nullable=False),
        number("facilitator_id"),
        sa.Column(
            "state", kind("open", "grouping", "closed", name="boardstate"), nullable=False
        ),
        number("changes"),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        key("board", "facilitator_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board")),
        sa.UniqueConstraint("ref", name=op.f("uq_board_ref")),
    )
    op.create_table(
        "board_member",
        number("board_id"),
        number("person_id"),
        key("board_member", "board_id", "board", cascade=True),
        key("board_member", "person_id", "person", cascade=True),
        sa.PrimaryKeyConstraint("board_id", "person_id", name=op.f("pk_board_member")),
    )
    op.create_table(
        "board_group",
        number("id"),
        number("board_id"),
        sa.Column("level", kind("sub", "upper", name="grouplevel"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        number("upper_id", null=True),
        number("made_by_id"),
        sa.Column("dissolved_at", sa.DateTime(), nullable=True),
        key("board_group", "board_id", "board", cascade=True),
        key("board_group", "upper_id", "board_group"),
        key("board_group", "made_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_group")),
    )
    op.create_table(
        "board_note",
        number("id"),
        number("board_id"),
        number("author_id"),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        number("group_id", null=True),
        number("version"),
        number("moved_by_id", null=True),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("discarded_at", sa.DateTime(), nullable=True),
        sa.Column("drafted_at", sa.DateTime(), nullable=True),
        key("board_note", "board_id", "board", cascade=True),
        key("board_note", "author_id", "person"),
        key("board_note", "group_id", "board_group"),
        key("board_note", "moved_by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_note")),
    )
    op.create_table(
        "board_draft",
        number("id"),
        number("board_id"),
        number("group_id"),
        number("practice_id"),
        sa.Column("language", sa.String(), nullable=False),
        number("by_id"),
        sa.Column("at", sa.DateTime(), nullable=False),
        key("board_draft", "board_id", "board", cascade=True),
        key("board_draft", "group_id", "board_group", cascade=True),
        key("board_draft", "practice_id", "practice", cascade=True),
        key("board_draft", "by_id", "person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_draft")),
    )
    for other, column in (("board_note", "note_id"), ("person", "person_id")):
        table = f"board_draft_{column.removesuffix('_id')}"
        op.create_table(
            table,
            number("draft_id"),
            number(column),
            key(table, "draft_id", "board_draft", cascade=True),
            key(table, column, other, cascade=True),
            sa.PrimaryKeyConstraint("draft_id", column, name=op.f(f"pk_{table}")),
        )
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


INDEXES = {
    "board": ("facilitator_id", "made_at", "state"),
    "board_member": ("person_id",),
    "board_group": ("board_id", "upper_id"),
    "board_note": ("author_id", "board_id", "group_id"),
    "board_draft": ("board_id", "group_id", "practice_id"),
    "board_draft_note": ("note_id",),
}


def downgrade():
    for table in (
        "board_draft_person",
        "board_draft_note",
        "board_draft",
        "board_note",
        "board_group",
        "board_member",
        "board",
    ):
        op.drop_table(table)
