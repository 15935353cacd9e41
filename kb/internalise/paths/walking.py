"""How far one learner has come on a path: derived from their marks and trials, never set."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import Row

from kb.internalise.marks.queries import LearnerState
from kb.internalise.paths.models import LearningPath, PathStep

NOT_TRIED: Final = frozenset({LearnerState.NONE, LearnerState.READ})


@dataclass(frozen=True)
class Walked:
    """One step and how far the learner is with it; who holds the practice has it already."""

    step: PathStep
    state: LearnerState
    is_held: bool

    @property
    def is_tried(self) -> bool:
        """Say whether the learner has tried it at work, or holds it."""
        return self.is_held or self.state not in NOT_TRIED

    @property
    def is_own(self) -> bool:
        """Say whether nothing is left to do: it is part of the learner's work, or theirs."""
        return self.is_held or (self.is_tried and self.state is not LearnerState.TRIED)


@dataclass(frozen=True)
class Walk:
    """A path as one learner walks it."""

    path: LearningPath
    steps: Sequence[Walked]
    follows: bool

    @property
    def next(self) -> Walked | None:
        """Return the first step not yet tried at work, else the first not yet one's own."""
        untried = (one for one in self.steps if not one.is_tried)
        unowned = (one for one in self.steps if not one.is_own)
        return next(untried, None) or next(unowned, None)


def walked(
    rows: Iterable[Row[PathStep, bool]], states: Mapping[int, LearnerState]
) -> list[Walked]:
    """Return how far whoever is in these states has come; each step says whether it is held."""
    return [
        Walked(step, states.get(step.practice_id, LearnerState.NONE), is_held=held)
        for step, held in rows
    ]
