"""Where the cycle is stuck: how many wait at each stage and how long, and what is next.

The bottleneck is the stage with the longest median age among the practices that are at it and
not past it; of two as long, the earlier. It is counted of practices, so of any number (R10).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median

from kb.cycle.board.cards import Card, cards_of
from kb.cycle.board.forms import Cut
from kb.cycle.board.placing import Placed, placed
from kb.cycle.board.queries import in_columns
from kb.cycle.bottleneck.dates import reached_on
from kb.foundation import clock
from kb.people.models import Person
from kb.stages.evidence import Stage
from kb.web.paging import PER_PAGE, Page

WAITING = tuple(Stage)[:-1]  # what has come to the last stage waits for none


@dataclass(frozen=True)
class Aged:
    """A practice and since when it has been at its stage."""

    placed: Placed
    since: date

    @property
    def days(self) -> int:
        """Return for how many days."""
        return (clock.today() - self.since).days


@dataclass(frozen=True)
class Halt:
    """One stage: the practices that are at it, who has been there longest first."""

    stage: Stage
    aged: Sequence[Aged]

    @property
    def median(self) -> float | None:
        """Return the median age in days; of no practice there is none."""
        return median(one.days for one in self.aged) if self.aged else None

    @property
    def longest(self) -> int | None:
        """Return for how many days the first of them has been there."""
        return self.aged[0].days if self.aged else None


@dataclass(frozen=True)
class Standstill:
    """Every stage at which practices wait, and how many have come through."""

    halts: Sequence[Halt]
    through: int

    @property
    def bottleneck(self) -> Halt | None:
        """Return where practices have waited longest by the median, if any wait."""
        waiting = [halt for halt in self.halts if halt.median is not None]
        return max(waiting, key=lambda halt: halt.median or 0, default=None)


def standstill(cut: Cut, *, seen_by: Person) -> Standstill:
    """Return how many practices wait at each stage, and how long."""
    found = placed(cut, seen_by=seen_by)
    by_stage, since = in_columns(found), reached_on(found)
    halts = [Halt(stage, _by_age(by_stage[stage], since)) for stage in WAITING]
    return Standstill(halts, len(by_stage[Stage.INTERNALISED]))


def worklist(
    stage: Stage, cut: Cut, *, seen_by: Person, number: int
) -> Page[tuple[Aged, Card]]:
    """Return a page of what waits at one stage, the longest first."""
    found = in_columns(placed(cut, seen_by=seen_by))[stage]
    every = _by_age(found, reached_on(found))
    shown = every[(number - 1) * PER_PAGE : number * PER_PAGE]
    cards = cards_of([one.placed for one in shown], seen_by=seen_by)
    return Page([(one, cards[one.placed.id]) for one in shown], number, len(every))


def _by_age(found: Sequence[Placed], since: dict[int, date]) -> list[Aged]:
    return sorted((Aged(one, since[one.id]) for one in found), key=lambda one: one.since)
