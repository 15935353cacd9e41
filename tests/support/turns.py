"""Asking several by turns, so that what else the machine does troubles all alike."""

import statistics
import time
from dataclasses import dataclass

WARM_UP, FEWEST = 3, 10


@dataclass(frozen=True)
class Took:
    """How long each answer took, in milliseconds."""

    times: tuple[float, ...]

    @property
    def median(self):
        return statistics.median(self.times)

    @property
    def p95(self):
        return statistics.quantiles(self.times, n=20)[-1]


def by_turns(questions, patience, *ways):
    """Ask each way every question, or as many as there is patience for; return what it took.

    The first few are not counted.
    """
    times = [[] for _ in ways]
    until = time.monotonic() + patience
    for number, question in enumerate(questions):
        if number >= WARM_UP + FEWEST and time.monotonic() > until:
            break
        for way, taken in zip(ways, times, strict=True):
            taken.append(timed(way, question))
    return [Took(tuple(taken[WARM_UP:])) for taken in times]


def timed(way, *asked):
    """Return how many milliseconds it took."""
    begun = time.perf_counter()
    way(*asked)
    return (time.perf_counter() - begun) * 1000
