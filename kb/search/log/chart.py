"""One line by week as a picture: where its points stand, worked out on the server."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kb.search.log.figures import Week

AIM = 0.05
LEFT, RIGHT, TOP, BOTTOM = 66.0, 610.0, 20.0, 200.0
MOST_LABELS = 5
STEPS = (0.1, 0.2, 0.5, 1.0)  # what the upper edge may stand for

Point = tuple[float, float]


@dataclass(frozen=True)
class Chart:
    """The share of searches that found nothing, by week: stretches of line, and the aim."""

    runs: Sequence[Sequence[Point]]
    aim: float
    ticks: Sequence[tuple[float, float]]
    labels: Sequence[tuple[float, date]]


def chart_of(weeks: Sequence[Week]) -> Chart | None:
    """Return the chart; a line needs two weeks of which a share may be told."""
    shares = [week.nothing for week in weeks]
    told = [share for share in shares if share is not None]
    if len(told) < 2:  # noqa: PLR2004 - two points make a line
        return None
    top = next(step for step in STEPS if max(told) <= step)
    every = -(-len(weeks) // MOST_LABELS)
    labels = [(_x(n, weeks), week.monday) for n, week in enumerate(weeks)][::every]
    ticks = [(_y(top * part, top), top * part) for part in (0.0, 0.5, 1.0)]
    return Chart(list(_runs(weeks, top)), _y(AIM, top), ticks, labels)


def _runs(weeks: Sequence[Week], top: float) -> Iterator[list[Point]]:
    """Return the stretches of the line; a week of which no share may be told breaks it."""
    run: list[Point] = []
    for number, week in enumerate(weeks):
        if week.nothing is not None:
            run.append((_x(number, weeks), _y(week.nothing, top)))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _x(number: int, weeks: Sequence[Week]) -> float:
    return round(LEFT + (RIGHT - LEFT) * number / max(1, len(weeks) - 1), 1)


def _y(share: float, top: float) -> float:
    return round(BOTTOM - (BOTTOM - TOP) * share / top, 1)
