"""What others hear of sharing events."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class EventPlanned(Event):
    """An event has a goal, a means and a time."""

    event_id: int


@dataclass(frozen=True)
class EventChanged(Event):
    """What an event is called, is for or goes through was said anew."""

    event_id: int


@dataclass(frozen=True)
class EventInvited(Event):
    """Somebody was asked to come."""

    event_id: int
    person_id: int
    by_id: int


@dataclass(frozen=True)
class EventMoved(Event):
    """A meeting has another time or place, or there is one more, or one less."""

    event_id: int
    meeting_id: int
    by_id: int


@dataclass(frozen=True)
class EventCancelled(Event):
    """An event is not held after all."""

    event_id: int
    by_id: int


@dataclass(frozen=True)
class EventHeld(Event):
    """An event met; who was there went through something together."""

    event_id: int
    meeting_id: int


@dataclass(frozen=True)
class EventJudged(Event):
    """The goal of an event was judged."""

    event_id: int
