"""Where texts name a person: told before they are erased, never rewritten."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import JSON, Column, Enum, String, Table, cast, or_, select

from kb.foundation.db import Base, session
from kb.foundation.words import Kind
from kb.people.models import Person

# Written down by the house itself, and taken care of with the person, or made of the texts.
NOT_TEXTS = {
    "person",
    "sign_in_attempt",
    "search_log",
    "outbox",
    "search_document",
    "search_passage",
}


class NamedIn(Kind):
    """What kind of text names somebody."""

    SPARRING = "sparring"
    CONVERSATIONS = "conversations"
    NEEDS = "needs"
    INTERVIEWS = "interviews"
    BOARDS = "boards"
    RECOGNISING = "recognising"
    LEARNING = "learning"
    EVENTS = "events"
    PAIRS = "pairs"
    PRACTICES = "practices"
    ELSEWHERE = "elsewhere"


# What the tables of each kind begin with; the first that fits is taken.
BEGINNINGS = {
    NamedIn.SPARRING: ("sparring_note",),
    NamedIn.CONVERSATIONS: ("comment", "question"),
    NamedIn.NEEDS: ("need",),
    NamedIn.INTERVIEWS: ("elicitation", "inventory_answer", "set_question"),
    NamedIn.BOARDS: ("board",),
    NamedIn.RECOGNISING: ("identification", "recognition", "departure"),
    NamedIn.LEARNING: (
        *("adoption", "attestation", "trial", "improvement", "plan", "teach_back"),
        *("learning_path", "path_step", "flaw"),
    ),
    NamedIn.EVENTS: ("event_", "sharing_event", "shadowing", "turn"),
    NamedIn.PAIRS: ("fit_answer", "pairing", "match_", "mentor", "learning_wish"),
    NamedIn.PRACTICES: (
        *("practice", "revision", "draft", "document_form", "sitting", "situation"),
        *("carrier_reason", "dropping", "attachment", "import"),
    ),
}


@dataclass(frozen=True)
class Mention:
    """One table with texts that name somebody, by the numbers of its rows."""

    table: str
    numbers: Sequence[int | str]

    @property
    def kind(self) -> NamedIn:
        """What kind of text the table holds."""
        kinds = (kind for kind, first in BEGINNINGS.items() if self.table.startswith(first))
        return next(kinds, NamedIn.ELSEWHERE)


def mentions_of(person: Person) -> list[Mention]:
    """Return where the whole name or the address of a person stands."""
    tables = (one for name, one in Base.metadata.tables.items() if name not in NOT_TEXTS)
    found = (Mention(one.name, tuple(_rows(one, person))) for one in tables)
    return sorted((one for one in found if one.numbers), key=lambda one: one.table)


def counted(mentions: Iterable[Mention]) -> Mapping[NamedIn, int]:
    """Return how many texts of each kind there are."""
    found: Counter[NamedIn] = Counter()
    for one in mentions:
        found[one.kind] += len(one.numbers)
    return dict(sorted(found.items()))


def _rows(table: Table, person: Person) -> Iterator[int | str]:
    texts = [column for column in table.columns if _is_text(column)]
    if not texts:
        return
    names = (
        cast(column, String).icontains(one, autoescape=True)
        for column in texts
        for one in (person.name, person.email)
    )
    key = next(iter(table.primary_key.columns))
    yield from session.scalars(select(key).where(or_(*names)).order_by(key))


def _is_text(column: Column[object]) -> bool:
    kind = column.type
    return isinstance(kind, String | JSON) and not isinstance(kind, Enum)
