"""Which events a practice came of, and which went through it, as a reader may see them."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Select, select

from kb.foundation.db import session
from kb.people.models import Me, Person
from kb.practices.models import Practice
from kb.share.events.meetings import EventMeeting, GoneThrough
from kb.share.events.models import EventCandidate, SharingEvent
from kb.share.events.queries import visible_to


def events_behind(practice: Practice, *, seen_by: Person) -> Sequence[EventCandidate]:
    """Return the events in which a practice was first spoken of."""
    return session.scalars(
        select(EventCandidate)
        .join(EventCandidate.event)
        .where(EventCandidate.practice_id == practice.id, visible_to(seen_by))
        .order_by(EventCandidate.at)
    ).all()


def names_behind(practice: BindParameter[int], *, seen_by: Person | Me) -> Select[int, str]:
    """Select the number and the name of the events that a practice came of."""
    return (
        select(SharingEvent.id, SharingEvent.name)
        .join(EventCandidate, EventCandidate.event_id == SharingEvent.id)
        .where(EventCandidate.practice_id == practice, visible_to(seen_by))
    )


def events_through(practice: Practice, *, seen_by: Person) -> Sequence[SharingEvent]:
    """Return the events that went through a practice, by name."""
    met = (
        select(EventMeeting.event_id)
        .join(GoneThrough, GoneThrough.meeting_id == EventMeeting.id)
        .where(GoneThrough.practice_id == practice.id)
    )
    return session.scalars(
        select(SharingEvent)
        .where(SharingEvent.id.in_(met), visible_to(seen_by))
        .order_by(SharingEvent.name)
    ).all()
