"""What the later stages hear of identifications."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeIdentified(Event):
    """A practice was noticed, or what it is called was said anew."""

    practice_id: int
