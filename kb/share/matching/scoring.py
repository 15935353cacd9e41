"""How well two would suit each other, part by part; a figure of the pair, never of a person.

Every part lies between nought and one, and the score is their sum by ``WEIGHTS``. Scores are
whole ten-thousandths: equal ones are equal, on every machine.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kb.foundation.words import Kind
from kb.share.matching.programme import Learner, Mentor, Programme
from kb.share.means import GoalKind
from kb.share.profiles.kinds import PAIR_MEANS, means_of_a_pair

Shares = NDArray[np.float64]
Scores = NDArray[np.int64]
Claims = NDArray[np.bool_]
Lists = Sequence[Sequence[Hashable]]

UNIT = 10_000
ENOUGH_HALVES = 3  # a meeting a week is found among so many half-days in common
SECOND_BEST = 0.5  # what the goal's second means is worth beside its first


class Part(Kind):
    """What a score is made of."""

    PRACTICES = "practices"
    INDUSTRY = "industry"
    MEANS = "means"
    TIME = "time"
    COVERAGE = "coverage"
    TEAM = "team"


WEIGHTS = {
    Part.PRACTICES: 0.50,
    Part.INDUSTRY: 0.15,
    Part.MEANS: 0.10,
    Part.TIME: 0.10,
    Part.COVERAGE: 0.10,
    Part.TEAM: 0.05,
}


@dataclass(frozen=True)
class Scoring:
    """All pairs of a programme at once: a row for each learner, a column for each mentor."""

    programme: Programme

    @cached_property
    def parts(self) -> dict[Part, Shares]:
        """Return every part of every pair."""
        ways: dict[Part, Callable[[], Shares]] = {
            Part.PRACTICES: self._practices,
            Part.INDUSTRY: self._industry,
            Part.MEANS: self._means,
            Part.TIME: self._time,
            Part.COVERAGE: self._coverage,
            Part.TEAM: self._team,
        }
        return {part: ways[part]() for part in WEIGHTS}

    @cached_property
    def scores(self) -> Scores:
        """Return the score of every pair, suitable or not."""
        whole: Shares = np.zeros((len(self.learners), len(self.mentors)))
        for part, weight in WEIGHTS.items():
            whole += weight * self.parts[part]
        scores: Scores = np.rint(UNIT * whole).astype(np.int64)
        return scores

    @cached_property
    def offered(self) -> Claims:
        """Say of whom else each learner could learn anything that was wished."""
        theirs = [(one.person_id,) for one in self.learners]
        oneself = _common(theirs, [(one.person_id,) for one in self.mentors])
        offered: Claims = (self._named + self._within > 0) & (oneself == 0)
        return offered

    @cached_property
    def understood(self) -> Claims:
        """Say who have a language in common."""
        return _common([one.languages for one in self.learners], self._languages) > 0

    @cached_property
    def allowed(self) -> Claims:
        """Say who may be a pair, whatever the reason why others may not."""
        rows, columns = _places(self.learners), _places(self.mentors)
        may = np.ones((len(rows), len(columns)), dtype=bool)
        for mentor, learner in self.programme.barred:
            if mentor in columns and learner in rows:
                may[rows[learner], columns[mentor]] = False
        return may

    @cached_property
    def suitable(self) -> Claims:
        """Say which pairs may be proposed at all: every hard rule but the free places."""
        return self.offered & self.understood & self.allowed

    @property
    def learners(self) -> tuple[Learner, ...]:
        """Return the rows."""
        return self.programme.learners

    @property
    def mentors(self) -> tuple[Mentor, ...]:
        """Return the columns."""
        return self.programme.mentors

    def _practices(self) -> Shares:
        """Return the share of the wishes that the mentor offers.

        Each practice wished by name is a wish; an area is one, met by any practice of it.
        """
        asked = [len(one.wants) + (one.within is not None) or 1 for one in self.learners]
        return (self._named + (self._within > 0)) / _column(asked)

    def _industry(self) -> Shares:
        """Return the share of the learner's industries that the mentor knows as well."""
        theirs = [one.industries for one in self.learners]
        return _common(theirs, [one.industries for one in self.mentors]) / _lengths(theirs)

    def _means(self) -> Shares:
        """Return 1 where the mentor is ready for the goal's first means, ½ for its second.

        A mentor who named none is ready for any; a goal's means are those that two can use.
        """
        wanted = [means_of_a_pair(GoalKind(one.goal_kind)) for one in self.learners]
        ready = [one.means or PAIR_MEANS for one in self.mentors]
        first = _common([one[:1] for one in wanted], ready)
        second = _common([one[1:2] for one in wanted], ready)
        return np.maximum(first, SECOND_BEST * second)

    def _time(self) -> Shares:
        """Return how many half-days suit both, of three, which are enough; untold are none."""
        theirs = [one.halves for one in self.learners]
        common = _common(theirs, [one.halves for one in self.mentors])
        return np.minimum(1.0, common / ENOUGH_HALVES)

    def _coverage(self) -> Shares:
        """Return which share of what would be passed on has too few who can do it."""
        wished = [set(one.wants) | set(one.within or ()) for one in self.learners]
        rare = [one & set(self.programme.scarce) for one in wished]
        passed = _common(list(map(tuple, wished)), self._offers)
        return _common(list(map(tuple, rare)), self._offers) / np.maximum(1.0, passed)

    def _team(self) -> Shares:
        """Return 1 where both teams are known and differ."""
        theirs = [(one.team,) for one in self.learners]
        same = _common(theirs, [(one.team,) for one in self.mentors])
        known = _column([bool(one.team) for one in self.learners])
        return known * _column([bool(one.team) for one in self.mentors]).T * (1.0 - same)

    @cached_property
    def _named(self) -> Shares:
        return _common([one.wants for one in self.learners], self._offers)

    @cached_property
    def _within(self) -> Shares:
        return _common([one.within or () for one in self.learners], self._offers)

    @property
    def _offers(self) -> list[tuple[int, ...]]:
        return [one.offers for one in self.mentors]

    @property
    def _languages(self) -> list[tuple[str, ...]]:
        return [one.languages for one in self.mentors]


def _common(theirs: Lists, ours: Lists) -> Shares:
    """Return how many things each of ``theirs`` has in common with each of ``ours``."""
    everything = {thing for one in (*theirs, *ours) for thing in one}
    place = {thing: number for number, thing in enumerate(everything)}
    return _held(theirs, place) @ _held(ours, place).T


def _held(lists: Lists, place: Mapping[Hashable, int]) -> Shares:
    rows = [row for row, things in enumerate(lists) for _ in things]
    held = np.zeros((len(lists), len(place)))
    held[rows, [place[thing] for things in lists for thing in things]] = 1.0
    return held


def _lengths(lists: Lists) -> Shares:
    return _column([max(1, len(one)) for one in lists])


def _column(numbers: Sequence[int]) -> Shares:
    return np.array(numbers, dtype=float).reshape(-1, 1)


def _places(people: Sequence[Mentor | Learner]) -> dict[int, int]:
    return {one.person_id: place for place, one in enumerate(people)}
