"""What others hear of marks."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class BecameOwnWork(Event):
    """A learner made a practice part of their own work."""

    practice_id: int
    learner_id: int
