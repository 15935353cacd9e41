"""Why two are proposed to each other: facts for whole sentences, as the reader may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from kb.people.models import Industry, Person
from kb.people.queries import people_by_ids
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.matching.programme import Programme
from kb.share.matching.scoring import UNIT, WEIGHTS, Part
from kb.share.means import GoalKind, Means
from kb.share.profiles.kinds import PAIR_MEANS, Half, means_of_a_pair


class Pair(Protocol):
    """Two and what they scored together: a proposal, or one that could be."""

    @property
    def mentor_id(self) -> int:
        """Return who would teach."""

    @property
    def learner_id(self) -> int:
        """Return who would learn."""

    @property
    def score(self) -> int:
        """Return the score, in ten-thousandths."""

    @property
    def parts(self) -> dict[str, float]:
        """Return the share of each part."""


@dataclass(frozen=True)
class Slot:
    """One part of a score: its share of one, and what a whole would weigh, in hundredths."""

    part: Part
    share: float
    weight: float

    @property
    def width(self) -> float:
        """Return what it adds to the score, in hundredths."""
        return round(100 * self.share * self.weight, 2)

    @property
    def room(self) -> float:
        """Return what it could add at most, in hundredths."""
        return round(100 * self.weight, 2)


@dataclass(frozen=True)
class Ground:
    """What speaks for a pair, each part by itself; practices only those the reader may see."""

    mentor: Person
    learner: Person
    score: float
    slots: tuple[Slot, ...]
    named: tuple[Practice, ...]
    within: tuple[Practice, ...]
    scarce: tuple[Practice, ...]
    industries: tuple[Industry, ...]
    means: tuple[Means, ...]
    halves: tuple[Half, ...]
    teams: tuple[str, str]

    @property
    def practices(self) -> tuple[Practice, ...]:
        """Return what the pair would be about."""
        return self.named or self.within

    @property
    def suggested(self) -> tuple[Means, ...]:
        """Return every means for two, those first that suit the goal and the mentor."""
        return (*self.means, *(one for one in PAIR_MEANS if one not in self.means))


def grounds_of(programme: Programme, pairs: Sequence[Pair], *, seen_by: Person) -> list[Ground]:
    """Return why each of the pairs is one, in the same order."""
    known = _Known(programme, pairs, seen_by)
    return [known.ground(pair) for pair in pairs]


class _Known:
    """What is known of everybody in some pairs, asked at once."""

    def __init__(self, programme: Programme, pairs: Sequence[Pair], seen_by: Person) -> None:
        self._mentors = {one.person_id: one for one in programme.mentors}
        self._learners = {one.person_id: one for one in programme.learners}
        self._scarce = set(programme.scarce)
        numbers = {number for pair in pairs for number in self._passed_on(pair)}
        self._seen = practices_by_ids(list(numbers), seen_by=seen_by)
        self._people = people_by_ids(
            {number for pair in pairs for number in (pair.mentor_id, pair.learner_id)}
        )

    def ground(self, pair: Pair) -> Ground:
        """Return why the two are a pair."""
        mentor, learner = self._mentors[pair.mentor_id], self._learners[pair.learner_id]
        numbers = self._passed_on(pair)
        passed = [one for one in self._seen if one.id in numbers]
        goal = means_of_a_pair(GoalKind(learner.goal_kind))
        return Ground(
            self._people[pair.mentor_id],
            self._people[pair.learner_id],
            pair.score / UNIT,
            tuple(Slot(part, pair.parts[part], weight) for part, weight in WEIGHTS.items()),
            tuple(one for one in passed if one.id in learner.wants),
            tuple(one for one in passed if one.id not in learner.wants),
            tuple(one for one in passed if one.id in self._scarce),
            tuple(Industry(one) for one in learner.industries if one in mentor.industries),
            tuple(one for one in goal if one in (mentor.means or PAIR_MEANS)),
            tuple(one for one in Half if one in learner.halves and one in mentor.halves),
            (mentor.team, learner.team),
        )

    def _passed_on(self, pair: Pair) -> set[int]:
        mentor, learner = self._mentors[pair.mentor_id], self._learners[pair.learner_id]
        return set(mentor.offers) & {*learner.wants, *(learner.within or ())}
