"""What others hear of audiences."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class AudienceChosen(Event):
    """It was chosen anew who may read a practice."""

    practice_id: int
    by_id: int
    audience: str
