"""A quarter of a year, as people where we work count it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from kb.foundation import clock
from kb.foundation.numbers import whole_number

MONTHS = 3
LAST = 4


@dataclass(frozen=True, order=True)
class Quarter:
    """Three months of a year, the first of them called 1."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Quarter":
        """Return the quarter in which a day is."""
        return cls(day.year, (day.month - 1) // MONTHS + 1)

    @classmethod
    def parse(cls, raw: str) -> "Quarter | None":
        """Read an address such as 2026-4; nothing where it is none."""
        year, _, number = raw.partition("-")
        told = whole_number(year, digits=4), whole_number(number, digits=1)
        if not told[0] or not told[1] or told[1] > LAST:
            return None
        return cls(told[0], told[1])

    @property
    def first(self) -> date:
        """Return its first day."""
        return date(self.year, (self.number - 1) * MONTHS + 1, 1)

    @property
    def last(self) -> date:
        """Return its last day."""
        return clock.months_after(self.first, MONTHS) - timedelta(days=1)

    @property
    def before(self) -> "Quarter":
        """Return the quarter before."""
        return Quarter.of(self.first - timedelta(days=1))

    @property
    def has_begun(self) -> bool:
        """Say whether its first day has come."""
        return self.first <= clock.today()

    def back(self, times: int) -> Iterator["Quarter"]:
        """Return this quarter and those before it, the latest first."""
        quarter = self
        for _ in range(times):
            yield quarter
            quarter = quarter.before

    def __str__(self) -> str:
        """Return it as an address has it."""
        return f"{self.year}-{self.number}"
