"""What the later stages hear of practices themselves."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeRemoved(Event):
    """A practice is gone as if it had never come: it was put in the trash, or undone."""

    practice_id: int


@dataclass(frozen=True)
class PracticeRestored(Event):
    """A practice came back out of the trash."""

    practice_id: int
