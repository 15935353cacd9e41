"""Where a practice came from and where it went: two tables that any source may join.

Whoever makes practices of something new adds a function to ``CAME_FROM`` (back, to what it was
made of) or ``WENT_INTO`` (forward, to what was made of it). Each names only what the reader
may see, by that thing's own condition: a hidden thing leaves neither a name nor a count.
"""

from collections.abc import Callable, Iterable, Iterator

from sqlalchemy import select

from kb.cycle.provenance.models import Origin, OriginKind
from kb.document.boards.drafting import drafts_of
from kb.document.combining.queries import models_of, parents_of
from kb.document.dropping.models import Dropping
from kb.document.elicitation.models import Elicitation
from kb.document.elicitation.queries import took_part
from kb.document.imports.models import ImportBatch, ImportedPage
from kb.foundation.db import session
from kb.identify.identifications.models import Identification
from kb.identify.needs.models import Need, NeedAnswer
from kb.identify.needs.queries import visible_to as needs_seen_by
from kb.internalise.improvements.queries import carried_into
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.events.origins import events_behind, events_through
from kb.share.mentoring.proposals import meetings_that_noticed
from kb.socialise.sparring.models import SparringNote

Source = Callable[[Practice, Person], Iterable[Origin]]


def _noticed(practice: Practice, _person: Person) -> Iterator[Origin]:
    found = session.scalars(
        select(Identification)
        .where(Identification.practice_id == practice.id)
        .order_by(Identification.at)
    )
    for one in found:
        yield Origin(OriginKind.NOTICED, one.trigger.key, who=one.by.name, at=one.at)


def _notes(practice: Practice, _person: Person) -> Iterator[Origin]:
    notes = session.scalars(select(SparringNote).where(SparringNote.practice_id == practice.id))
    for one in notes:
        where = "sparring.note", {"number": one.id}
        yield Origin(
            OriginKind.SPARRING, one.question, one.language, *where, who=one.by.name, at=one.at
        )


def _needs(practice: Practice, person: Person) -> Iterator[Origin]:
    answered = select(NeedAnswer.need_id).where(NeedAnswer.practice_id == practice.id)
    found = session.scalars(select(Need).where(Need.id.in_(answered), needs_seen_by(person)))
    for one in found:
        where = "needs.need", {"number": one.id}
        who = one.asker.name if one.names_asker_to(person) else ""
        yield Origin(
            OriginKind.NEED, one.question, one.language, *where, who=who, at=one.made_at
        )


def _interviews(practice: Practice, person: Person) -> Iterator[Origin]:
    talks = session.scalars(
        select(Elicitation)
        .where(Elicitation.practice_id == practice.id, took_part(person))
        .order_by(Elicitation.id)
    )
    for one in talks:
        where, who = ("elicitation.one", {"number": one.id}), one.interviewer.name
        yield Origin(
            OriginKind.INTERVIEW, one.topic, one.language, *where, who=who, at=one.begun_at
        )


def _workshops(practice: Practice, person: Person) -> Iterator[Origin]:
    for one in drafts_of(practice, seen_by=person):
        where = "board_groups.source", {"number": one.id}
        words = one.board.question, one.board.language
        yield Origin(OriginKind.WORKSHOP, *words, *where, who=one.by.name, at=one.at)


def _events(practice: Practice, person: Person) -> Iterator[Origin]:
    for one in events_behind(practice, seen_by=person):
        where, said = ("events.event", {"number": one.event_id}), one.event
        yield Origin(
            OriginKind.EVENT, said.name, said.language, *where, who=one.by.name, at=one.at
        )


def _gone_through(practice: Practice, person: Person) -> Iterator[Origin]:
    for said in events_through(practice, seen_by=person):
        where, who = ("events.event", {"number": said.id}), said.organiser.name
        yield Origin(OriginKind.GONE_THROUGH, said.name, said.language, *where, who=who)


def _meetings(practice: Practice, person: Person) -> Iterator[Origin]:
    for one in meetings_that_noticed(practice, seen_by=person):
        where = "meetings.meeting", {"number": one.id}
        words = one.pairing.goal, one.pairing.language
        who, at = one.recorded_by.name, one.recorded_at
        yield Origin(OriginKind.MEETING, *words, *where, who=who, at=at)


def _trials(practice: Practice, _person: Person) -> Iterator[Origin]:
    for one in carried_into(practice):
        where = "cycle.practice", {"slug": practice.slug, "_anchor": "trials"}
        words, who = (one.why, one.language), one.by.name
        yield Origin(OriginKind.TRIAL, *words, *where, who=who, at=one.carried_at)


def _imports(practice: Practice, _person: Person) -> Iterator[Origin]:
    rows = session.execute(
        select(ImportedPage.path, ImportBatch)
        .join(ImportBatch, ImportBatch.id == ImportedPage.batch_id)
        .where(ImportedPage.practice_id == practice.id)
        .order_by(ImportBatch.at)
    )
    for path, batch in rows:
        yield Origin(OriginKind.IMPORT, path, who=batch.by.name, at=batch.at)


def _parents(practice: Practice, person: Person) -> Iterator[Origin]:
    yield from _each(OriginKind.COMBINED, parents_of(practice, seen_by=person))


def _models(practice: Practice, person: Person) -> Iterator[Origin]:
    yield from _each(OriginKind.MODEL, models_of(practice, seen_by=person))


def _replaced(practice: Practice, person: Person) -> Iterator[Origin]:
    holds = Dropping.successor_id == practice.id, Dropping.taken_back_at.is_(None)
    found = session.scalars(
        select(Practice)
        .join(Dropping, Dropping.practice_id == Practice.id)
        .where(*holds, visible_to(person))
        .order_by(Practice.title)
    )
    yield from _each(OriginKind.REPLACES, found)


def _each(kind: OriginKind, practices: Iterable[Practice]) -> Iterator[Origin]:
    for one in practices:
        yield Origin(kind, one.title, one.language, "cycle.practice", {"slug": one.slug})


CAME_FROM: tuple[Source, ...] = (
    _noticed,
    _notes,
    _needs,
    _interviews,
    _workshops,
    _events,
    _meetings,
    _trials,
    _imports,
    _parents,
    _replaced,
)
WENT_INTO: tuple[Source, ...] = (_models, _gone_through)
