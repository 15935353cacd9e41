"""What is told of what stands around practices: people by role, events, needs, words."""

from sqlalchemy import func, select

from kb.context.glossary.queries import terms_in_order
from kb.cycle.evidence_pack.queries import Rows
from kb.cycle.figures.suppression import FEWEST
from kb.foundation.db import session
from kb.identify.needs.models import Need
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Audience
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import EventState, SharingEvent

SHOWN = (EventState.PLANNED, EventState.HELD, EventState.JUDGED)


def events() -> Rows:
    """Return the events that are for everybody; what came of one only where five were there."""
    found = session.scalars(
        select(SharingEvent)
        .where(SharingEvent.audience == Audience.EVERYONE, SharingEvent.state.in_(SHOWN))
        .order_by(SharingEvent.made_at, SharingEvent.id)
    ).all()
    return [_event(one) for one in found]


def needs() -> Rows:
    """Count what was looked for and not found, by state."""
    counted = select(Need.state, func.count()).where(Need.part_of_id.is_(None))
    return [tuple(row) for row in session.execute(counted.group_by(Need.state))]


def roles() -> Rows:
    """Count the people who are here by role."""
    counted = select(Person.role, func.count()).where(is_here()).group_by(Person.role)
    return [tuple(row) for row in session.execute(counted)]


def glossary() -> Rows:
    """Return the terms, with what they are called in English."""
    return [(term.term, term.english) for term in terms_in_order("fi")]


def _event(event: SharingEvent) -> tuple[object, ...]:
    meetings = session.scalars(
        select(EventMeeting)
        .where(EventMeeting.event_id == event.id)
        .order_by(EventMeeting.starts_at)
    ).all()
    there = {person.id for meeting in meetings for person in meeting.present}
    first = meetings[0].starts_at if meetings else None
    is_told = len(there) >= FEWEST
    outcome = event.outcome if is_told else None
    return (
        event.name,
        event.goal,
        first,
        event.state,
        len(there) if is_told else None,
        outcome,
    )
