"""What others hear of improvements."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class ImprovementProposed(Event):
    """Somebody who tried a practice proposes that it says something otherwise."""

    improvement_id: int


@dataclass(frozen=True)
class ImprovementDecided(Event):
    """A proposal was accepted, or refused with a reason."""

    improvement_id: int
