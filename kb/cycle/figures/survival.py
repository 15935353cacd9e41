"""How long it takes until something happens, where for some it has not happened yet.

Kaplan and Meier (1958): the share for whom it has not, week by week, is multiplied by one less
those for whom it happened of those who were still watched. The band is Greenwood's variance
on the scale of log(-log S) (Kalbfleisch and Prentice 1980), at 95 per cent.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

Z = 1.959963984540054  # the standard normal's 97.5 per cent


@dataclass(frozen=True)
class Step:
    """One week: how many were watched, for how many it happened, who left, and shares.

    ``share`` is of those for whom it has happened by then; ``low`` and ``high`` its band,
    which there is none of before the first and after the last.
    """

    week: int
    watched: int
    happened: int
    left: int
    share: float
    low: float | None
    high: float | None


def kaplan_meier(watched: Sequence[tuple[int, bool]]) -> list[Step]:
    """Return the steps of so many (weeks, whether it happened then), week by week."""
    return list(_steps(watched))


def median_week(steps: Sequence[Step]) -> int | None:
    """Return the week by which it has happened for half, if it has."""
    return next((one.week for one in steps if one.share >= 0.5), None)  # noqa: PLR2004 - half


def _steps(watched: Sequence[tuple[int, bool]]) -> Iterator[Step]:
    ends = Counter(watched)
    still, stays, variance = len(watched), 1.0, 0.0
    for week in sorted({week for week, _ in watched}):
        happened, left = ends[week, True], ends[week, False]
        stays *= 1 - happened / still
        if happened < still:
            variance += happened / (still * (still - happened))
        yield Step(week, still, happened, left, 1 - stays, *_band(stays, variance))
        still -= happened + left


def _band(stays: float, variance: float) -> tuple[float | None, float | None]:
    """Return the band of the share for whom it has happened."""
    if not 0 < stays < 1:
        return None, None
    reach = Z * sqrt(variance) / log(stays)
    low, high = (stays ** exp(-reach), stays ** exp(reach))
    return 1 - max(low, high), 1 - min(low, high)
