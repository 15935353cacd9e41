"""What the later stages, and those who are told of them, hear of meetings."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class SessionHeld(Event):
    """A pair met and told what they went through."""

    session_id: int


@dataclass(frozen=True)
class SessionAmended(Event):
    """What was told of a meeting was put right; ``asks_anew`` if there is more to do now."""

    session_id: int
    asks_anew: bool = False


@dataclass(frozen=True)
class Invitation(Event):
    """Calendars hear of a meeting: which, in which version, and by whom if anybody did it."""

    session_id: int
    sequence: int
    by_id: int | None = None


@dataclass(frozen=True)
class MeetingPlanned(Invitation):
    """A pair agreed on when to meet."""


@dataclass(frozen=True)
class MeetingMoved(Invitation):
    """A meeting will be at another time, in another place or about something else."""


@dataclass(frozen=True)
class MeetingCancelled(Invitation):
    """A meeting will not be: somebody cancelled it, or the pair has ended or pauses."""
