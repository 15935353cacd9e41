"""What of events waits for one person: an answer, a record, a judgement."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import Coming, EventState, Participant, SharingEvent

OPEN = (EventState.PLANNED, EventState.HELD)


class EventDeed(Kind):
    """What an event waits for from somebody."""

    ANSWER = "answer"
    RECORD = "record"
    JUDGE = "judge"


@dataclass(frozen=True)
class WaitingEvent:
    """An event that waits for one person, for what, and when it meets or met."""

    event: SharingEvent
    deed: EventDeed
    starts_at: datetime


def events_waiting_for(person: Person) -> list[WaitingEvent]:
    """Return the events to answer, to tell of and to judge, by their days."""
    return [*_to_answer(person), *_to_tell_of(person)]


def _to_answer(person: Person) -> list[WaitingEvent]:
    rows = session.execute(
        select(SharingEvent, func.min(EventMeeting.starts_at))
        .join(Participant, Participant.event_id == SharingEvent.id)
        .join(EventMeeting, EventMeeting.event_id == SharingEvent.id)
        .where(
            SharingEvent.state == EventState.PLANNED,
            Participant.person_id == person.id,
            Participant.coming == Coming.INVITED,
            EventMeeting.starts_at > clock.now(),
        )
        .group_by(SharingEvent.id)
    )
    return [WaitingEvent(event, EventDeed.ANSWER, at) for event, at in rows]


def _to_tell_of(person: Person) -> list[WaitingEvent]:
    """Return what its organiser has to tell of; nothing is ahead of what is to be judged."""
    rows = session.execute(
        select(SharingEvent, EventMeeting.starts_at, EventMeeting.held_at)
        .join(EventMeeting, EventMeeting.event_id == SharingEvent.id)
        .where(SharingEvent.organiser_id == person.id, SharingEvent.state.in_(OPEN))
        .order_by(EventMeeting.starts_at)
    )
    whole = groupby(sorted(rows, key=lambda row: row[0].id), key=lambda row: row[0])
    waiting = (_deed_of(event, [(at, held) for _, at, held in of]) for event, of in whole)
    return [one for one in waiting if one]


def _deed_of(
    event: SharingEvent, meetings: list[tuple[datetime, datetime | None]]
) -> WaitingEvent | None:
    ahead = [at for at, held in meetings if held is None]
    if not ahead:
        return WaitingEvent(event, EventDeed.JUDGE, meetings[-1][0])
    if ahead[0] < clock.now():
        return WaitingEvent(event, EventDeed.RECORD, ahead[0])
    return None
