"""What the later stages hear of droppings."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeDropped(Event):
    """A practice was given up."""

    practice_id: int
    by_id: int
