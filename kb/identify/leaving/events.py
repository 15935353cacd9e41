"""What the later stages hear of leaving."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class LastDayForgotten(Event):
    """A last working day is known no more: it has passed, or it was taken back."""

    person_id: int
