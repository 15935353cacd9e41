"""When a situation comes again: FSRS in whole days, counted where the organisation works.

The Free Spaced Repetition Scheduler (Ye, Su & Cao 2022) by its own Python package, without
steps of minutes and without chance, so that the same answers give the same days.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Final

from fsrs import Card, Rating, Scheduler, State

from kb.foundation.words import Kind

LONGEST_DAYS: Final = 365

SCHEDULER: Final = Scheduler(
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=LONGEST_DAYS,
    enable_fuzzing=False,
)


class Grade(Kind):
    """How the learner says their own decision stands beside the carrier's."""

    OTHERWISE = "otherwise"
    UNSURE = "unsure"
    ALIKE = "alike"
    CLEAR = "clear"


RATINGS: Final = {
    Grade.OTHERWISE: Rating.Again,
    Grade.UNSURE: Rating.Hard,
    Grade.ALIKE: Rating.Good,
    Grade.CLEAR: Rating.Easy,
}


@dataclass(frozen=True)
class Memory:
    """What FSRS knows of one learner and one situation."""

    answered_on: date
    phase: int
    stability: float
    difficulty: float


def graded(memory: Memory | None, grade: Grade, *, on: date) -> tuple[Memory, date]:
    """Return what is known after an answer, and the day on which it comes again."""
    card, _ = SCHEDULER.review_card(_card(memory), RATINGS[grade], _noon(on))
    known = Memory(on, card.state.value, card.stability or 0.0, card.difficulty or 0.0)
    return known, card.due.date()


def _card(memory: Memory | None) -> Card:
    if memory is None:
        return Card(card_id=0)
    return Card(
        card_id=0,
        state=State(memory.phase),
        stability=memory.stability,
        difficulty=memory.difficulty,
        last_review=_noon(memory.answered_on),
    )


def _noon(day: date) -> datetime:
    """Return a moment of ``day`` that makes whole days of the difference between two."""
    return datetime.combine(day, time(12), UTC)
