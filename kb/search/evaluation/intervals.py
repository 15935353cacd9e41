"""How far a mean may be trusted: bootstrap intervals over the questions.

The questions are drawn again with replacement, and the percentiles of the means are the
interval (Efron & Tibshirani 1993, ch. 13). Two runs over the same questions are compared by
their differences, question by question: the paired bootstrap (Sakai 2006).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2_000
SURE = 0.95
SEED = 20_261_121


@dataclass(frozen=True)
class Mean:
    """A mean with its 95 % interval."""

    mean: float
    low: float
    high: float

    @property
    def half_width(self) -> float:
        """Return half the width of the interval."""
        return (self.high - self.low) / 2

    def turned(self) -> "Mean":
        """Return the mean of the same scores with their signs turned."""
        return Mean(-self.mean, -self.high, -self.low)


def mean_of(scores: Sequence[float]) -> Mean:
    """Return the mean of some scores, one a question, with its interval."""
    given = np.asarray(scores, dtype=np.float64)
    if not len(given):
        return Mean(0.0, 0.0, 0.0)
    drawn = np.random.default_rng(SEED).integers(len(given), size=(RESAMPLES, len(given)))
    outside = 100 * (1 - SURE) / 2
    low, high = np.percentile(given[drawn].mean(axis=1), [outside, 100 - outside])
    return Mean(float(given.mean()), float(low), float(high))


def difference(now: Mapping[str, float], before: Mapping[str, float]) -> Mean:
    """Return how much has been gained over the questions that both have."""
    return mean_of([score - before[query] for query, score in now.items() if query in before])
