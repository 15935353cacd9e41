"""What others hear of sharing events."""

from dataclasses import dataclass

from kb.foundation.news import Event


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
