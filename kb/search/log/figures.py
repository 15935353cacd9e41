"""How searching goes: counts by week, and the shares that may be told of them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Self

FEWEST_VISITS = 5  # a share of fewer would tell of somebody
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Tally:
    """Searches counted: in how many visits, and how many went how."""

    searches: int = 0
    visits: int = 0
    nothing: int = 0
    followed: int = 0
    refined: int = 0

    def __add__(self, other: Self) -> "Tally":
        """Return both together."""
        return Tally(
            self.searches + other.searches,
            self.visits + other.visits,
            self.nothing + other.nothing,
            self.followed + other.followed,
            self.refined + other.refined,
        )

    @property
    def is_told(self) -> bool:
        """Say whether there are enough visits to tell shares of."""
        return self.visits >= FEWEST_VISITS

    def share(self, part: int) -> float | None:
        """Return which share of the searches a part is, where it may be told."""
        return part / self.searches if self.is_told else None


@dataclass(frozen=True)
class Week:
    """One week's searches, from its Monday on."""

    monday: date
    tally: Tally

    @property
    def nothing(self) -> float | None:
        """Return the share that found nothing, where it may be told."""
        return self.tally.share(self.tally.nothing)


@dataclass(frozen=True)
class Figures:
    """A period's searches: all in all, week by week, and how far down one had to look."""

    whole: Tally
    weeks: Sequence[Week]
    rank: float | None


def figures_of(days: Iterable[tuple[date, Tally]], ranks: Counter[int], until: date) -> Figures:
    """Return the figures of the days up to ``until``, in weeks without a gap."""
    by_week: dict[date, Tally] = {}
    for day, tally in days:
        monday = monday_of(day)
        by_week[monday] = by_week.get(monday, Tally()) + tally
    whole = sum(by_week.values(), Tally())
    mondays = _between(min(by_week, default=monday_of(until)), until)
    weeks = [Week(monday, by_week.get(monday, Tally())) for monday in mondays]
    told = whole.is_told and ranks
    return Figures(whole, weeks, median(ranks.elements()) if told else None)


def monday_of(day: date) -> date:
    """Return the Monday of the day's week."""
    return day - timedelta(days=day.weekday())


def _between(first: date, until: date) -> list[date]:
    weeks = (until - first) // A_WEEK
    return [first + A_WEEK * number for number in range(weeks + 1)]
