"""Events in lists: those ahead, those held, and one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, exists, func, or_, select

from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import Coming, EventState, Participant, SharingEvent
from kb.share.events.queries import visible_to
from kb.web.paging import PER_PAGE, Page

OPEN = (EventState.PLANNED, EventState.HELD)


class EventShelf(Kind):
    """Which events one looks through."""

    UPCOMING = "upcoming"
    HELD = "held"
    MINE = "mine"


@dataclass(frozen=True)
class Listed:
    """An event in a list, with when it meets next, or met last."""

    event: SharingEvent
    meeting: EventMeeting | None


def events_on(shelf: EventShelf, *, seen_by: Person, page: int) -> Page[Listed]:
    """Return a page of the events one may see: those ahead by day, others newest first."""
    at = _when(shelf)
    wanted = select(SharingEvent, at).where(visible_to(seen_by), _on(shelf, seen_by))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    order = at.asc() if shelf is EventShelf.UPCOMING else at.desc()
    rows = wanted.order_by(order, SharingEvent.id).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    found = session.execute(rows).all()
    meetings = _meetings_at([(event.id, moment) for event, moment in found])
    return Page([Listed(one, meetings.get(one.id)) for one, _ in found], page, total)


def _when(shelf: EventShelf) -> ColumnElement[datetime]:
    """Return the moment by which an event stands in a list: its next meeting or its last."""
    ahead = shelf is EventShelf.UPCOMING
    moment = func.min(EventMeeting.starts_at) if ahead else func.max(EventMeeting.starts_at)
    mine = select(moment).where(EventMeeting.event_id == SharingEvent.id)
    ahead_only = mine.where(EventMeeting.held_at.is_(None)) if ahead else mine
    return ahead_only.correlate(SharingEvent).scalar_subquery().label("at")


def _on(shelf: EventShelf, person: Person) -> ColumnElement[bool]:
    waits = exists().where(
        EventMeeting.event_id == SharingEvent.id, EventMeeting.held_at.is_(None)
    )
    comes = select(Participant.event_id).where(
        Participant.person_id == person.id, Participant.coming != Coming.NOT_COMING
    )
    ahead = SharingEvent.state.in_(OPEN) & waits
    met = SharingEvent.state.in_((EventState.HELD, EventState.JUDGED))
    mine = or_(SharingEvent.organiser_id == person.id, SharingEvent.id.in_(comes))
    return {EventShelf.UPCOMING: ahead, EventShelf.HELD: met, EventShelf.MINE: mine}[shelf]


def _meetings_at(wanted: Sequence[tuple[int, datetime]]) -> dict[int, EventMeeting]:
    moments = dict(wanted)
    rows = session.scalars(select(EventMeeting).where(EventMeeting.event_id.in_(moments)))
    return {row.event_id: row for row in rows if row.starts_at == moments[row.event_id]}
