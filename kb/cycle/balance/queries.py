"""How many deeds there were of each way in each quarter; of fewer than five people untold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from kb.cycle.balance.deeds import DEEDS, Mode
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.suppression import FEWEST
from kb.foundation import clock
from kb.foundation.db import session

QUARTERS = 4  # a year

Numbers = Mapping[Mode, Sequence[int | None]]


@dataclass
class Tally:
    """The deeds of one way in one quarter, and who did them."""

    deeds: set[tuple[str, int]] = field(default_factory=set)
    people: set[int] = field(default_factory=set)

    @property
    def told(self) -> int | None:
        """Return how many there were, if five people or more were behind them (R10)."""
        return len(self.deeds) if len(self.people) >= FEWEST else None


@dataclass(frozen=True)
class Balance:
    """The last quarters in order, and the number of deeds of each way in each of them."""

    quarters: Sequence[Quarter]
    numbers: Numbers

    @property
    def is_told(self) -> bool:
        """Say whether anything may be told at all."""
        return any(one is not None for row in self.numbers.values() for one in row)


def balance() -> Balance:
    """Return the balance of the last quarters, this one with them."""
    quarters = list(reversed(list(Quarter.of(clock.today()).back(QUARTERS))))
    tallies = {mode: {quarter: Tally() for quarter in quarters} for mode in Mode}
    for mode, kinds in DEEDS.items():
        for kind in kinds:
            for asked in kind():
                for number, moment, person in session.execute(asked):
                    _count(tallies[mode], moment, (kind.__name__, number), person)
    return Balance(
        quarters,
        {mode: [tallies[mode][quarter].told for quarter in quarters] for mode in Mode},
    )


def _count(
    tallies: Mapping[Quarter, Tally],
    moment: date | datetime | None,
    deed: tuple[str, int],
    person: int | None,
) -> None:
    if moment is None:
        return
    day = moment.astimezone(clock.HOME).date() if isinstance(moment, datetime) else moment
    tally = tallies.get(Quarter.of(day))
    if tally is not None:
        tally.deeds.add(deed)
        tally.people.update([person] if person is not None else [])
