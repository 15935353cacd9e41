"""What the later stages hear of sparring."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class NoteTaken(Event):
    """A piece of advice was caught."""

    note_id: int
