"""Lets templates draw: labels become the reader's words, numbers are written as they do."""

from collections.abc import Callable, Mapping, Sequence

from flask import Blueprint
from flask_babel import format_decimal, format_percent

from kb.cycle.charts.bars import Bar, Part, Stack, bars, stacks
from kb.cycle.charts.curves import Course, Series, Step, by_period, course
from kb.cycle.charts.grid import GridLine, grid
from kb.cycle.charts.marks import Drawing, Voice
from kb.foundation.words import Kind
from kb.web.languages import words

bp = Blueprint("charts", __name__)

SHARE = "share"
SAYING: Mapping[str, Callable[[float], str]] = {
    "count": lambda number: str(format_decimal(number, "#,##0.#")),
    SHARE: lambda number: str(format_percent(number)),
}


@bp.app_template_global()
def draw_bars(
    rows: Sequence[tuple[str, float | None, str]],
    unit: str = "count",
    whole: float | None = None,
) -> Drawing:
    """Draw a bar for each label, number and stage; with ``whole``, what is left of it."""
    named = [Bar(_said(label), number, stage) for label, number, stage in rows]
    return bars(named, _voice(unit), whole=whole)


@bp.app_template_global()
def draw_stacks(
    rows: Sequence[tuple[str, Sequence[float] | None]], parts: Sequence[tuple[str, str]]
) -> Drawing:
    """Draw a bar for each label, in parts; a part is what it stands for and its look."""
    named = [Stack(_said(label), numbers) for label, numbers in rows]
    return stacks(named, [Part(_said(label), look) for label, look in parts], _voice("count"))


@bp.app_template_global()
def draw_grid(
    columns: Sequence[str],
    rows: Sequence[tuple[str, Sequence[float | None]]],
    risky: int = 0,
) -> Drawing:
    """Draw the numbers of each label in cells, the darker the larger."""
    named = [GridLine(_said(label), numbers) for label, numbers in rows]
    return grid(list(map(_said, columns)), named, _voice("count"), risky=risky)


@bp.app_template_global()
def draw_course(
    steps: Sequence[tuple[float, float, float | None, float | None]],
    censored: Sequence[float],
    until: float,
    unit: str,
) -> Drawing:
    """Draw the share at each time, with its band, as a curve; and when some were left."""
    watched = Course([Step(*step) for step in steps], censored, until, _said(unit))
    return course(watched, _voice(SHARE))


@bp.app_template_global()
def draw_periods(
    periods: Sequence[str],
    series: Sequence[tuple[str, Sequence[float | None], str]],
    unit: str = "count",
) -> Drawing:
    """Draw a line for each label through its numbers, in the colour of a stage."""
    named = [Series(_said(label), numbers, stage) for label, numbers, stage in series]
    return by_period(list(map(_said, periods)), named, _voice(unit), shares=unit == SHARE)


def _said(label: str) -> str:
    """Return the words of a kind; anything else is words already."""
    return words(label.key) if isinstance(label, Kind) else label


def _voice(unit: str) -> Voice:
    return Voice(SAYING[unit], words("too few to tell"))
