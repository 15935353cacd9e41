"""How far one learner has come on a path: derived from their marks and trials, never set."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Final

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
    steps: Sequence[PathStep],
    states: Mapping[int, LearnerState],
    held: AbstractSet[int],
) -> list[Walked]:
    """Return how far whoever is in these states, and holds those practices, has come."""
    return [
        Walked(
            one,
            states.get(one.practice_id, LearnerState.NONE),
            is_held=one.practice_id in held,
        )
        for one in steps
    ]
