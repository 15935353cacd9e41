"""What is shared together has a goal"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"

GOALS = (
    "know_where",
    "see_whole",
    "judge_tricky",
    "do_alone",
    "move_account",
    "agree_common",
    "change_way",
)
STRENGTHS = ("strong", "yes", "weak")
OUTCOMES = ("met", "partly", "not")
FITS = ("yes", "partly", "no")


def kind(name, *values):
    return sa.Enum(*values, name=name, native_enum=False, length=40)


def number(name, *, null=False):
    return sa.Column(name, sa.Integer(), nullable=null)


def words(*names, null=False):
    return [sa.Column(name, sa.String(), nullable=null) for name in names]


def moments(*names, null=True):
    return [sa.Column(name, sa.DateTime(), nullable=null) for name in names]


def key(table, column, other, *, ondelete=None):
    name = op.f(f"fk_{table}_{column}_{other}")
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=name, ondelete=ondelete)


def primary(table, *columns):
    return sa.PrimaryKeyConstraint(*(columns or ("id",)), name=op.f(f"pk_{table}"))


def judged():
    return [
        sa.Column("outcome", kind("outcome", *OUTCOMES), nullable=True),
        sa.Column("fit", kind("meanssuited", *FITS), nullable=True),
        *words("closing_words"),
    ]


def aim():
    return [*words("goal"), sa.Column("goal_kind", kind("goalkind", *GOALS), nullable=False)]


def upgrade():
    op.create_table(
        "added_means",
        number("id"),
        *words("name", "english", "why", "english_why"),
        number("size"),
        sa.Column("share", kind("strength", *STRENGTHS), nullable=False),
        sa.Column("internalise", kind("strength", *STRENGTHS), nullable=False),
        sa.Column("suits", kind("goalkind", *GOALS), nullable=True),
        *moments("made_at", null=False),
        *moments("retired_at"),
        primary("added_means"),
    )
    _events()
    _meetings()
    _turns()
    for table, columns in INDEXES.items():
        for column in columns:
            op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _events():
    states = kind("eventstate", "planned", "held", "judged", "cancelled")
    op.create_table(
        "sharing_event",
        number("id"),
        *words("ref", null=True),
        *words("name"),
        *aim(),
        *words("means", "language"),
        sa.Column("audience", kind("audience", "everyone", "named"), nullable=False),
        number("organiser_id"),
        number("board_id", null=True),
        sa.Column("state", states, nullable=False),
        *moments("made_at", null=False),
        *moments("closed_at"),
        *words("reason"),
        *judged(),
        key("sharing_event", "organiser_id", "person"),
        key("sharing_event", "board_id", "board", ondelete="SET NULL"),
        primary("sharing_event"),
        sa.UniqueConstraint("ref", name=op.f("uq_sharing_event_ref")),
    )
    op.create_table(
        "event_practice",
        number("event_id"),
        number("practice_id"),
        key("event_practice", "event_id", "sharing_event", ondelete="CASCADE"),
        key("event_practice", "practice_id", "practice", ondelete="CASCADE"),
        primary("event_practice", "event_id", "practice_id"),
    )
    op.create_table(
        "event_participant",
        number("event_id"),
        number("person_id"),
        sa.Column("part", kind("part", "leads", "brings", "takes_part"), nullable=False),
        sa.Column("coming", kind("coming", "invited", "coming", "not_coming"), nullable=False),
        *words("motivation", "takeaway", "language"),
        key("event_participant", "event_id", "sharing_event", ondelete="CASCADE"),
        key("event_participant", "person_id", "person", ondelete="CASCADE"),
        primary("event_participant", "event_id", "person_id"),
    )
    op.create_table(
        "event_candidate",
        number("event_id"),
        number("practice_id"),
        number("by_id"),
        *moments("at", null=False),
        key("event_candidate", "event_id", "sharing_event", ondelete="CASCADE"),
        key("event_candidate", "practice_id", "practice", ondelete="CASCADE"),
        key("event_candidate", "by_id", "person"),
        primary("event_candidate", "event_id", "practice_id"),
    )


def _meetings():
    op.create_table(
        "event_meeting",
        number("id"),
        number("event_id"),
        *moments("starts_at", null=False),
        number("minutes"),
        *words("place", "summary"),
        *moments("held_at"),
        number("recorded_by_id", null=True),
        key("event_meeting", "event_id", "sharing_event", ondelete="CASCADE"),
        key("event_meeting", "recorded_by_id", "person"),
        primary("event_meeting"),
    )
    op.create_table(
        "event_gone_through",
        number("meeting_id"),
        number("practice_id"),
        number("revision_id", null=True),
        key("event_gone_through", "meeting_id", "event_meeting", ondelete="CASCADE"),
        key("event_gone_through", "practice_id", "practice", ondelete="CASCADE"),
        key("event_gone_through", "revision_id", "revision", ondelete="SET NULL"),
        primary("event_gone_through", "meeting_id", "practice_id"),
    )
    op.create_table(
        "event_presence",
        number("meeting_id"),
        number("person_id"),
        key("event_presence", "meeting_id", "event_meeting", ondelete="CASCADE"),
        key("event_presence", "person_id", "person", ondelete="CASCADE"),
        primary("event_presence", "meeting_id", "person_id"),
    )


def _turns():
    states = kind("turnstate", "planned", "acknowledged", "judged", "cancelled")
    op.create_table(
        "turn",
        number("id"),
        *words("ref", null=True),
        sa.Column("kind", kind("turnkind", "covering", "rotation"), nullable=False),
        *aim(),
        *words("language"),
        number("owner_id"),
        number("doer_id"),
        sa.Column("begins_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        *words("accounts", "from_work", "to_work"),
        sa.Column("state", states, nullable=False),
        number("made_by_id"),
        *moments("made_at", null=False),
        *moments("owner_said_at", "doer_said_at", "closed_at"),
        *judged(),
        *(key("turn", f"{who}_id", "person") for who in ("owner", "doer", "made_by")),
        primary("turn"),
        sa.UniqueConstraint("ref", name=op.f("uq_turn_ref")),
    )
    op.create_table(
        "turn_practice",
        number("turn_id"),
        number("practice_id"),
        key("turn_practice", "turn_id", "turn", ondelete="CASCADE"),
        key("turn_practice", "practice_id", "practice", ondelete="CASCADE"),
        primary("turn_practice", "turn_id", "practice_id"),
    )
    op.create_table(
        "turn_item",
        number("id"),
        number("turn_id"),
        *words("words"),
        *moments("handed_over_at", "taken_back_at"),
        *words("told_back"),
        key("turn_item", "turn_id", "turn", ondelete="CASCADE"),
        primary("turn_item"),
    )


INDEXES = {
    "sharing_event": ("organiser_id", "state"),
    "event_practice": ("practice_id",),
    "event_participant": ("person_id",),
    "event_candidate": ("practice_id",),
    "event_meeting": ("event_id", "starts_at"),
    "event_gone_through": ("practice_id",),
    "event_presence": ("person_id",),
    "turn": ("owner_id", "doer_id", "ends_on", "state"),
    "turn_practice": ("practice_id",),
    "turn_item": ("turn_id",),
}


def downgrade():
    for table in (
        "turn_item",
        "turn_practice",
        "turn",
        "event_presence",
        "event_gone_through",
        "event_meeting",
        "event_candidate",
        "event_participant",
        "event_practice",
        "sharing_event",
        "added_means",
    ):
        op.drop_table(table)
