"""A figure of how much came to something in time, of all that had the time."""

from dataclasses import dataclass

from kb.cycle.figures.facts import people_behind
from kb.cycle.figures.shapes import About, Figure, Row, period_of, untold
from kb.cycle.figures.suppression import Telling


@dataclass(frozen=True)
class InTime:
    """What is told, what a fact came to in time, and how those that did, and not, are named."""

    about: About
    came: str
    columns: tuple[str, str]
    names: tuple[str, str]


def told_in_time(what: InTime, telling: Telling, place: int) -> Figure:
    """Tell which share of the facts came there in time."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(what.about, period)
    did = sum(one.came == what.came for one in facts)
    counts = (did, len(facts) - did)
    return Figure(
        what.about,
        period,
        numerator=did,
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=what.columns,
        rows=tuple(Row(name, (n,)) for name, n in zip(what.names, counts, strict=True)),
    )
