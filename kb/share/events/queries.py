"""Finding events, and the one condition of who may see them."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, or_, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import is_own
from kb.people.models import Me, Person
from kb.practices.models import Audience, Practice
from kb.practices.queries import visible_to as practices_seen_by
from kb.share.choices import Choice, choices_among
from kb.share.events.meetings import EventMeeting, EventPresence, GoneThrough
from kb.share.events.models import (
    Coming,
    EventCandidate,
    EventPractice,
    EventState,
    Participant,
    SharingEvent,
)


def visible_to(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the events one may see: for all, or for those asked."""
    asked = select(Participant.event_id).where(Participant.person_id == person.id)
    return or_(
        SharingEvent.audience == Audience.EVERYONE,
        SharingEvent.organiser_id == person.id,
        SharingEvent.id.in_(asked),
    )


def event_by_id(number: int, *, seen_by: Person) -> SharingEvent:
    """Return the event, or raise NotFoundError as if there were none."""
    wanted = select(SharingEvent).where(SharingEvent.id == number, visible_to(seen_by))
    found = session.scalar(wanted)
    if found is None:
        raise NotFoundError("event.not_found")
    return found


def events_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[SharingEvent]:
    """Return those of the events that ``seen_by`` may see."""
    wanted = select(SharingEvent).where(SharingEvent.id.in_(numbers), visible_to(seen_by))
    return session.scalars(wanted).all()


def meetings_of(event: SharingEvent) -> Sequence[EventMeeting]:
    """Return when an event meets, in order."""
    return session.scalars(
        select(EventMeeting)
        .where(EventMeeting.event_id == event.id)
        .order_by(EventMeeting.starts_at, EventMeeting.id)
    ).all()


def meeting_of(event: SharingEvent, number: int) -> EventMeeting:
    """Return one meeting of an event, or raise NotFoundError."""
    found = session.get(EventMeeting, number)
    if found is None or found.event_id != event.id:
        raise NotFoundError("event.not_found")
    return found


def participants_of(event: SharingEvent) -> Sequence[Participant]:
    """Return who was asked, comes or does not, by name."""
    return session.scalars(
        select(Participant)
        .join(Participant.person)
        .where(Participant.event_id == event.id)
        .order_by(Person.name)
    ).all()


def participant(event: SharingEvent, person: Person) -> Participant | None:
    """Return how somebody stands to an event, if at all."""
    return session.get(Participant, (event.id, person.id))


def choices(*, seen_by: Person) -> list[Choice]:
    """Return every practice one may choose for an event, by title."""
    in_use = Practice.dropped_at.is_(None)
    return choices_among(select(Practice).where(practices_seen_by(seen_by), in_use))


def practices_of(event: SharingEvent, *, seen_by: Person) -> list[Choice]:
    """Return what an event means to go through, of what the reader may see."""
    return choices_among(
        select(Practice)
        .join(EventPractice, EventPractice.practice_id == Practice.id)
        .where(EventPractice.event_id == event.id, practices_seen_by(seen_by))
    )


def candidates_of(event: SharingEvent, *, seen_by: Person) -> Sequence[EventCandidate]:
    """Return the new practices that came of an event, of what the reader may see."""
    return session.scalars(
        select(EventCandidate)
        .join(EventCandidate.practice)
        .where(EventCandidate.event_id == event.id, practices_seen_by(seen_by))
        .order_by(Practice.title)
    ).all()


def gone_through_practice_ids() -> Select[int]:
    """Select the practices that an event went through with somebody who is not their holder."""
    own = is_own(GoneThrough.practice_id, EventPresence.person_id)
    return (
        select(GoneThrough.practice_id)
        .join(EventPresence, EventPresence.meeting_id == GoneThrough.meeting_id)
        .where(~own)
    )


def needs_record(meeting: EventMeeting) -> bool:
    """Say whether a meeting has been and nobody has told of it."""
    return meeting.held_at is None and meeting.ends_at <= clock.now()


def event_meetings_for(
    person: Person, *, back: timedelta
) -> Sequence[tuple[EventMeeting, SharingEvent]]:
    """Return when the events that ``person`` comes to meet, or met so long ``back``."""
    rows = session.execute(
        select(EventMeeting, SharingEvent)
        .join(SharingEvent, SharingEvent.id == EventMeeting.event_id)
        .join(Participant, Participant.event_id == SharingEvent.id)
        .where(
            visible_to(person),
            SharingEvent.state != EventState.CANCELLED,
            Participant.person_id == person.id,
            Participant.coming == Coming.COMING,
            EventMeeting.starts_at >= clock.now() - back,
        )
        .order_by(EventMeeting.starts_at, EventMeeting.id)
    )
    return [(meeting, event) for meeting, event in rows]
