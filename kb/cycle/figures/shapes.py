"""What every figure is: what it counts of what, in which period, in words and in rows."""

from dataclasses import dataclass
from datetime import date

from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import Scope
from kb.foundation import clock
from kb.foundation.words import Kind


class Tells(Kind):
    """What a figure is about, which decides whether it may always be told (R10).

    ``THINGS``: practices and questions, counted as they are. ``NAMED``: facts that people put
    their own name to. ``PEOPLE``: rates, averages and distributions about what people do or
    think, told of five people or more alone.
    """

    THINGS = "things"
    NAMED = "named"
    PEOPLE = "people"


@dataclass(frozen=True)
class About:
    """What a figure is called and means; the same of every scope.

    ``counted`` and ``of`` say what its numerator and denominator are.
    """

    key: str
    title: str
    definition: str
    tells: Tells
    counted: str
    of: str


@dataclass(frozen=True)
class Period:
    """From which day to which; without a first one, from the beginning.

    ``stands`` says that it is of what stands as it is today, not of what happened.
    """

    last: date
    first: date | None = None
    stands: bool = False


@dataclass(frozen=True)
class Ratio:
    """A part of a whole."""

    part: int
    whole: int

    @property
    def share(self) -> float | None:
        """Return the part as a share, where there is anything to share."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True)
class Share:
    """A share that is estimated, not counted."""

    value: float


@dataclass(frozen=True)
class Bilingual:
    """What somebody named in both languages."""

    finnish: str
    english: str


@dataclass(frozen=True)
class Titled:
    """A practice as a table names it."""

    title: str
    slug: str
    language: str


Name = Kind | Quarter | Titled | Bilingual | int | str
Cell = Kind | Ratio | Share | date | int | float | str | None


@dataclass(frozen=True)
class Row:
    """One line of a figure's table: what it is of, then a cell for each further column."""

    name: Name
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Figure:
    """One figure of one scope; where ``is_told`` is not, it has neither numbers nor rows.

    ``people`` is how many it is about, of a figure about people; ``median`` is said in
    ``measure``; ``rows_withheld``: it is told as a whole and not row by row.
    """

    about: About
    period: Period
    is_told: bool = True
    numerator: int | None = None
    denominator: int | None = None
    people: int | None = None
    median: float | None = None
    measure: str = ""
    rows_withheld: bool = False
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()

    @property
    def key(self) -> str:
        """Return the name of its part of the page, and of its table."""
        return self.about.key

    @property
    def ratio(self) -> Ratio | None:
        """Return numerator and denominator together."""
        if self.numerator is None or self.denominator is None:
            return None
        return Ratio(self.numerator, self.denominator)


def as_it_stands() -> Period:
    """Return the period of what stands as it is today, whatever the quarter."""
    return Period(clock.today(), stands=True)


def period_of(scope: Scope) -> Period:
    """Return the period of what happened: a quarter, or all there is until today."""
    today = clock.today()
    if scope.quarter:
        return Period(min(scope.quarter.last, today), scope.quarter.first)
    return Period(today)


def untold(about: About, period: Period) -> Figure:
    """Return a figure that may not be told, or of which nothing is known yet."""
    return Figure(about, period, is_told=False)
