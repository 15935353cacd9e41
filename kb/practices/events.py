"""What the later stages hear of practices themselves."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeRemoved(Event):
    """A practice is gone as if it had never come: an import was undone."""

    practice_id: int
