"""The best proposals: most learners, then the worst-off as well off as can be, then the sum.

Each place of a mentor is a column of its own, so who takes whom is an assignment. In three
steps, each keeping what the one before has won:

1. How many can have a pair at all is a maximum matching (Hopcroft and Karp, 1973).
2. The least score that so many can all have is a bottleneck assignment: a threshold, found by
   halving among the scores there are, for what a higher one allows a lower one allows too
   (Burkard, Dell'Amico and Martello, 2009, ch. 6).
3. Among the pairs at or above it, the greatest sum is a linear assignment (Crouse, 2016), in
   which one more pair is worth more than any sum of scores.

SciPy is loaded when it is asked: every process would hold fifty megabytes for it.
"""

import numpy as np
from numpy.typing import NDArray

from kb.share.matching.scoring import Claims, Scores

NOBODY = -1


def best_assignment(
    scores: Scores, suitable: Claims, seats: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return the column of each row's mentor, or ``NOBODY``.

    ``scores`` and ``suitable`` have a row for each learner and a column for each mentor,
    ``seats`` a number for each mentor. Rows and columns in the order of people's numbers
    give the same proposals whenever the same is known.
    """
    learners = len(scores)
    columns = np.repeat(np.arange(len(seats)), np.clip(seats, 0, learners))
    good = suitable & (scores >= _highest_floor(scores, suitable, columns))
    return _greatest_sum(scores, good, columns)


def _highest_floor(scores: Scores, suitable: Claims, columns: NDArray[np.int64]) -> int:
    """Return the highest score below which no pair need fall for as many to have one."""
    possible = np.unique(scores[suitable])
    most = _most(suitable[:, columns])
    low, high = 0, len(possible) - 1
    while low < high:
        middle = (low + high + 1) // 2
        enough = suitable & (scores >= possible[middle])
        low, high = (middle, high) if _most(enough[:, columns]) == most else (low, middle - 1)
    return int(possible[low]) if len(possible) else 0


def _most(good: Claims) -> int:
    """Return how many rows can have a column each."""
    if not good.any():
        return 0
    from scipy.sparse import csr_matrix  # noqa: PLC0415 - see above
    from scipy.sparse.csgraph import maximum_bipartite_matching  # noqa: PLC0415 - see above

    taken = maximum_bipartite_matching(csr_matrix(good), perm_type="column")
    return int(np.count_nonzero(taken != NOBODY))


def _greatest_sum(
    scores: Scores, good: Claims, columns: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return who has whom where as many as can be have a pair, with the greatest sum."""
    chosen = np.full(len(scores), NOBODY)
    if not good.any():
        return chosen
    one_more = int(scores.max()) * (min(len(scores), len(columns)) + 1) + 1
    from scipy.optimize import linear_sum_assignment  # noqa: PLC0415 - see above

    worth = np.where(good, scores + one_more, 0)[:, columns]
    rows, taken = linear_sum_assignment(worth, maximize=True)
    real = good[rows, columns[taken]]
    chosen[rows[real]] = columns[taken[real]]
    return chosen
