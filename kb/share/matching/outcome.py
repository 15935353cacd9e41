"""What a run comes to: who is proposed to whom, who is left, and how fair it is."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from kb.share.matching.assignment import NOBODY, best_assignment
from kb.share.matching.models import Lack
from kb.share.matching.programme import Programme
from kb.share.matching.scoring import Scores, Scoring

ENOUGH_TO_RANK = 5  # a percentile of fewer would only be somebody's own


@dataclass(frozen=True)
class Match:
    """Two who are proposed, their score and its parts."""

    mentor_id: int
    learner_id: int
    score: int
    parts: dict[str, float]


@dataclass(frozen=True)
class Outcome:
    """What follows from a programme; the same programme gives the same."""

    programme: Programme

    @cached_property
    def scoring(self) -> Scoring:
        """Return every part of every pair."""
        return Scoring(self.programme)

    @cached_property
    def matches(self) -> list[Match]:
        """Return the proposals, in the order of the learners."""
        taken = enumerate(self._chosen.tolist())
        return [self.match(row, column) for row, column in taken if column != NOBODY]

    @cached_property
    def unmatched(self) -> dict[int, Lack]:
        """Return who is left without a proposal, and why."""
        left = np.flatnonzero(self._chosen == NOBODY).tolist()
        return {self.programme.learners[row].person_id: self._lack(row) for row in left}

    @cached_property
    def fairness(self) -> dict[str, int | None]:
        """Return how fair it came out, in counts and in ten-thousandths of a score.

        The tenth percentile is the score that nine of ten proposals reach (lower value). A
        mentor is idle with places and no learner, full with no place left. A *blocking pair*
        are two who would both rather have each other: they may be a pair and are not
        proposed, the learner would have a higher score with this mentor, and so would the
        mentor than with one of theirs (Gale and Shapley, 1962).
        """
        scores, used, seats = self._own_scores, self._used, self._seats
        had = scores[self._chosen != NOBODY]
        many = len(had) >= ENOUGH_TO_RANK
        return {
            "learners": len(scores),
            "matched": len(had),
            "worst": int(had.min()) if len(had) else None,
            "tenth": int(np.percentile(had, 10, method="lower")) if many else None,
            "mentors": len(seats),
            "idle": int(np.count_nonzero((used == 0) & (seats > 0))),
            "full": int(np.count_nonzero(used >= seats)),
            "blocking": self._blocking(),
        }

    def match(self, row: int, column: int) -> Match:
        """Return what two are together, proposed or not."""
        parts = self.scoring.parts.items()
        return Match(
            self.programme.mentors[column].person_id,
            self.programme.learners[row].person_id,
            int(self.scoring.scores[row, column]),
            {part.value: round(float(each[row, column]), 4) for part, each in parts},
        )

    def others_for(self, learner_id: int) -> list[Match]:
        """Return every pair that this learner could be one of, in the order of the mentors."""
        rows = [one.person_id for one in self.programme.learners]
        row = rows.index(learner_id)
        suitable = np.flatnonzero(self.scoring.suitable[row] & (self._seats > 0)).tolist()
        return [self.match(row, column) for column in suitable]

    @cached_property
    def _chosen(self) -> NDArray[np.int64]:
        scoring = self.scoring
        return best_assignment(scoring.scores, scoring.suitable, self._seats)

    @cached_property
    def _seats(self) -> NDArray[np.int64]:
        return np.array([one.seats for one in self.programme.mentors], dtype=np.int64)

    @cached_property
    def _used(self) -> NDArray[np.int64]:
        taken = self._chosen[self._chosen != NOBODY]
        return np.bincount(taken, minlength=len(self._seats))

    @cached_property
    def _own_scores(self) -> Scores:
        """Return what each learner has, less than nought for nothing."""
        taken, scores = self._chosen, self.scoring.scores
        rows = np.flatnonzero(taken != NOBODY)
        had = np.full(len(taken), -1)
        had[rows] = scores[rows, taken[rows]]
        return had

    def _blocking(self) -> int:
        """Count the pairs that would both rather have each other."""
        scores, had, taken = self.scoring.scores, self._own_scores, self._chosen
        least = np.full(len(self._seats), -1)
        for column in np.flatnonzero(self._used >= self._seats).tolist():
            theirs = had[taken == column]
            least[column] = theirs.min() if len(theirs) else np.iinfo(np.int64).max
        rather = (scores > had.reshape(-1, 1)) & (scores > least.reshape(1, -1))
        return int(np.count_nonzero(rather & self.scoring.suitable))

    def _lack(self, row: int) -> Lack:
        offered = self.scoring.offered[row]
        if not offered.any():
            return Lack.NOT_OFFERED
        heard = offered & self.scoring.understood[row]
        return Lack.NOT_FREE if heard.any() else Lack.NO_LANGUAGE
