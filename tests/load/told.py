"""What many were told: how long each thing took, how it ended, and a table of it all."""

import math
import statistics
import time
from collections import Counter
from typing import NamedTuple

from click import echo

REFUSED, FAULT, BUSY = 400, 500, 503
SHED = "503, asked to come again"


class Note(NamedTuple):
    """One thing that somebody did, how it ended, when it began, how many seconds it took."""

    kind: str
    end: int | str
    begun: float
    seconds: float


class Told:
    """All that came back while some were at it."""

    def __init__(self):
        self.until = 0.0
        self.begin_anew()

    def begin_anew(self):
        """Forget what was told so far: what is made once has been made."""
        self.notes, self.since = [], time.perf_counter()

    def note(self, *told):
        self.notes.append(Note(*told))

    def seconds(self, *kinds):
        """Return how long the things of these kinds took; of all, where none is named."""
        return [one.seconds for one in self.notes if not kinds or one.kind in kinds]

    def begun_within(self, since, until, *kinds):
        """Return the same of what began between two moments."""
        chosen = [one for one in self.notes if since <= one.begun < until]
        return [one.seconds for one in chosen if one.kind in kinds]

    def rate(self):
        """Return how many a second were answered, and well, until it was over, or until now."""
        until = self.until or time.perf_counter()
        done = [one for one in self.notes if one.begun + one.seconds <= until]
        return sum(is_well(one.end) for one in done) / (until - self.since)

    def went_wrong(self):
        """Return what did not end well, and how often."""
        return Counter(one.end for one in self.notes if not is_well(one.end))

    def say_wrong(self):
        return said_of(self.went_wrong())


def said_of(wrong):
    return ", ".join(f"{n} × {end}" for end, n in wrong.items()) or "none"


def is_well(end):
    return isinstance(end, int) and end < REFUSED


def how_it_ended(status, retry_after):
    """Return the status; who was asked to come again is told apart from a fault."""
    return SHED if status == BUSY and retry_after else status


def median(seconds):
    """Return the median in milliseconds; of nothing, endless."""
    return statistics.median(seconds) * 1000 if seconds else math.inf


def p95(seconds):
    """Return the 95th of a hundred in milliseconds; of too few, the longest."""
    if len(seconds) < 2:
        return max(seconds, default=math.inf) * 1000
    return statistics.quantiles(seconds, n=20, method="inclusive")[-1] * 1000


class Table:
    """A table of figures, each with what it is compared with and how many times worse it is."""

    def __init__(self, title, beside=""):
        echo(f"\n{title}\n\n| | here | {beside} | times | aim |\n|---|---|---|---|---|")

    def row(self, what, here, aim=""):
        """Print a figure that stands for itself."""
        echo(f"| {what} | {shown(here)} | | | {aim} |")

    def less(self, what, here, there, aim=""):
        """Print a figure that is the better, the less it is."""
        self._compared(what, (here, there), here / there if there else math.inf, aim)

    def more(self, what, here, there, aim=""):
        """Print a figure that is the better, the more it is."""
        self._compared(what, (here, there), there / here if here else math.inf, aim)

    def _compared(self, what, figures, worse, aim):
        here, there = map(shown, figures)
        echo(f"| {what} | {here} | {there} | {worse:.1f} × | {aim} |")


def shown(figure):
    return figure if isinstance(figure, str) else f"{figure:,.1f}"
