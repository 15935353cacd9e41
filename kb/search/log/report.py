"""The page of the log: figures, a line by week, what is wanted and what nobody has written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kb.foundation import clock
from kb.people.models import Person
from kb.search.index.breakage import unless_broken
from kb.search.log.chart import Chart, chart_of
from kb.search.log.figures import Figures, figures_of
from kb.search.log.forms import Period
from kb.search.log.privacy import Names, tells_of_a_person
from kb.search.log.queries import (
    names_of_all,
    needs_by_meaning,
    ranks_since,
    tallies_since,
    typed_in_vain_between,
    typed_since,
    unwritten,
)
from kb.search.log.wanted import Typed, Wanted, often_asked, wanted_of
from kb.web.paging import Page, page_of

DAYS = {Period.MONTH: 30, Period.QUARTER: 90}
MOST_LOOKED_UP = 200  # of the words asked for most often
MOST_WORDS = 20


@dataclass(frozen=True)
class Report:
    """A period of the log."""

    period: Period
    first: date
    last: date
    figures: Figures
    chart: Chart | None
    wanted: Page[Wanted]
    words: Sequence[tuple[str, int]]


def report_of(period: Period, *, page: int, seen_by: Person, days: int) -> Report:
    """Return what the log tells of a period; ``days`` is how long it is kept."""
    first = first_day(period, days=days)
    figures = figures_of(tallies_since(first), ranks_since(first), clock.today())
    return Report(
        period,
        first,
        clock.today(),
        figures,
        chart_of(figures.weeks),
        page_of(wanted_since(first), page),
        missing_words(first, seen_by=seen_by),
    )


def first_day(period: Period, *, days: int) -> date:
    """Return the day from which the log is read; none is older than it is kept."""
    return clock.today() - timedelta(days=min(DAYS.get(period, days), days) - 1)


def wanted_since(first: date) -> list[Wanted]:
    """Return what was looked for in vain until today, the most wanted first."""
    return wanted_between(first, clock.today())


def wanted_between(first: date, last: date) -> list[Wanted]:
    """Return what was looked for in vain from one day to another, the most wanted first."""
    return wanted_of(_of_nobody(typed_in_vain_between(first, last)), needs_by_meaning())


def missing_words(first: date, *, seen_by: Person) -> list[tuple[str, int]]:
    """Return the words that are asked for often and stand nowhere, with how often.

    Until a broken index is made anew it is said of none.
    """
    often = dict(often_asked(_of_nobody(typed_since(first)))[:MOST_LOOKED_UP])
    missing = unless_broken(lambda: unwritten(often, seen_by=seen_by), list[str])
    return [(word, often[word]) for word in missing][:MOST_WORDS]


def _of_nobody(typed: Sequence[Typed]) -> list[Typed]:
    names = Names.of(names_of_all())
    return [one for one in typed if not tells_of_a_person(one.query, names)]
