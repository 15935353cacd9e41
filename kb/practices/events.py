"""What the later stages hear of practices themselves."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeRemoved(Event):
    """A practice is gone as if it had never come: it was put in the trash, or undone."""

    practice_id: int


@dataclass(frozen=True)
class PracticeTrashed(Event):
    """Somebody put a practice in the trash."""

    practice_id: int
    by_id: int


@dataclass(frozen=True)
class PracticeRestored(Event):
    """A practice came back out of the trash."""

    practice_id: int
    by_id: int | None = None


@dataclass(frozen=True)
class PracticePurged(Event):
    """A practice's time in the trash was over: nobody can put it back."""

    practice_id: int
