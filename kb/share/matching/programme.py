"""What a run of the matching knows: who offers, who wishes, and who are no pair.

It is all that a run looks at, so whoever has it kept can repeat the run. Of two who may not be
proposed to each other it says that and never why: an exclusion leaves no trace of its own.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Self

RULES = "2026-11-28"  # the day of the rules; a change of weights or formulas is a new one


@dataclass(frozen=True)
class Mentor:
    """Somebody who offers: what, in which languages and when, and for how many more."""

    person_id: int
    seats: int
    offers: tuple[int, ...]
    languages: tuple[str, ...]
    industries: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    means: tuple[str, ...] = ()
    team: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Return the mentor that was kept."""
        return cls(**_frozen(kept))


@dataclass(frozen=True)
class Learner:
    """Somebody who wishes: practices, perhaps any of an area (``within``), and a goal."""

    person_id: int
    wants: tuple[int, ...]
    languages: tuple[str, ...]
    goal_kind: str
    within: tuple[int, ...] | None = None
    industries: tuple[str, ...] = ()
    halves: tuple[str, ...] = ()
    team: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Return the learner that was kept."""
        return cls(**_frozen(kept))


@dataclass(frozen=True)
class Programme:
    """Everybody of one run in the order of their numbers, so that ties fall the same way."""

    mentors: tuple[Mentor, ...]
    learners: tuple[Learner, ...]
    scarce: tuple[int, ...] = ()
    barred: tuple[tuple[int, int], ...] = ()
    rules: str = RULES

    @classmethod
    def of(
        cls,
        mentors: Sequence[Mentor],
        learners: Sequence[Learner],
        *,
        scarce: Iterable[int] = (),
        barred: Iterable[tuple[int, int]] = (),
    ) -> Self:
        """Put everybody in order; ``barred`` are (mentor, learner) who are no pair."""
        return cls(
            tuple(sorted(mentors, key=lambda one: one.person_id)),
            tuple(sorted(learners, key=lambda one: one.person_id)),
            tuple(sorted(set(scarce))),
            tuple(sorted(set(barred))),
        )

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> Self:
        """Return the programme that was kept with a run."""
        return cls(
            tuple(map(Mentor.read, kept["mentors"])),
            tuple(map(Learner.read, kept["learners"])),
            tuple(kept["scarce"]),
            tuple((mentor, learner) for mentor, learner in kept["barred"]),
            kept["rules"],
        )

    def kept(self) -> dict[str, Any]:
        """Return it as it is kept with the run."""
        return {
            "rules": self.rules,
            "mentors": [asdict(one) for one in self.mentors],
            "learners": [asdict(one) for one in self.learners],
            "scarce": list(self.scarce),
            "barred": [list(one) for one in self.barred],
        }


def _frozen(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was kept as lists in tuples again."""
    return {name: tuple(one) if isinstance(one, list) else one for name, one in kept.items()}
