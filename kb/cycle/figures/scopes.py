"""What a figure is told of: the whole programme, or one area, industry or quarter of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kb.cycle.figures.quarters import Quarter
from kb.foundation import clock
from kb.foundation.words import Kind
from kb.people.models import Industry
from kb.practices.models import Area

Value = Area | Industry | Quarter
QUARTERS = 12  # how far back quarters are offered: three years


class Dimension(Kind):
    """By what the programme is divided, one at a time."""

    AREA = "area"
    INDUSTRY = "industry"
    QUARTER = "quarter"


DIMENSIONS = {Area: Dimension.AREA, Industry: Dimension.INDUSTRY, Quarter: Dimension.QUARTER}


@dataclass(frozen=True)
class Scope:
    """The whole, or one value of one dimension."""

    value: Value | None = None

    @property
    def dimension(self) -> Dimension | None:
        """Return by what it divides the whole."""
        return DIMENSIONS[type(self.value)] if self.value is not None else None

    @property
    def quarter(self) -> Quarter | None:
        """Return the quarter that it is, if it is one."""
        return self.value if isinstance(self.value, Quarter) else None

    @property
    def asked(self) -> dict[str, str]:
        """Return it as an address asks for it."""
        return {"of": str(self.value)} if self.value is not None else {}


WHOLE = Scope()


class Scopes:
    """Every scope there is today, each with a place; the whole stands at nought."""

    def __init__(self) -> None:
        """Put the whole first, then areas, industries and the last quarters."""
        quarters = Quarter.of(clock.today()).back(QUARTERS)
        self.all = (WHOLE, *map(Scope, Area), *map(Scope, Industry), *map(Scope, quarters))
        self._days: dict[date, int] = {}
        self._place = {(type(one.value), one.value): at for at, one in enumerate(self.all)}

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.all)

    def place_of(self, scope: Scope) -> int | None:
        """Return the place of a scope, if it is one of today's."""
        return self._place.get((type(scope.value), scope.value))

    def bits(self, values: Iterable[Value]) -> int:
        """Return the scopes of a fact as bits: the whole, and one for each of the values."""
        bits = 1
        for value in values:
            at = self._place.get((type(value), value))
            bits |= 1 << at if at is not None else 0
        return bits

    def bits_of_day(self, day: date) -> int:
        """Return the bits of a day: the whole, and its quarter."""
        if day not in self._days:
            self._days[day] = self.bits([Quarter.of(day)])
        return self._days[day]

    def places_by_dimension(self) -> list[list[int]]:
        """Return the places of each dimension, without the whole."""
        return [
            [at for at, one in enumerate(self.all) if one.dimension is dimension]
            for dimension in Dimension
        ]
