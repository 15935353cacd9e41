"""What others hear of adoptions."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PracticeAdopted(Event):
    """Somebody took a practice into use."""

    adoption_id: int


@dataclass(frozen=True)
class UseGivenUp(Event):
    """Somebody uses a practice no longer."""

    practice_id: int
    person_id: int
