"""Lets templates draw: labels become the reader's words, numbers are written as they do."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from flask import Blueprint
from flask_babel import format_decimal, format_percent

from kb.cycle.charts.bars import Bar, Part, Stack, bars, stacks
from kb.cycle.charts.curves import Course, Series, by_period, course
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
def draw_bars(rows: Sequence[Bar], unit: str = "count", whole: float | None = None) -> Drawing:
    """Draw one bar a row; with ``whole``, what is left of it."""
    return bars(
        [replace(row, label=_said(row.label)) for row in rows], _voice(unit), whole=whole
    )


@bp.app_template_global()
def draw_stacks(rows: Sequence[Stack], parts: Sequence[Part], unit: str = "count") -> Drawing:
    """Draw one bar a row, in parts."""
    named = [replace(part, label=_said(part.label)) for part in parts]
    return stacks([replace(row, label=_said(row.label)) for row in rows], named, _voice(unit))


@bp.app_template_global()
def draw_grid(columns: Sequence[str], rows: Sequence[GridLine], risky: int = 0) -> Drawing:
    """Draw numbers in cells, the darker the larger."""
    heads, named = map(_said, columns), [replace(row, label=_said(row.label)) for row in rows]
    return grid(list(heads), named, _voice("count"), risky=risky)


@bp.app_template_global()
def draw_course(watched: Course) -> Drawing:
    """Draw the share that has come to something, over time."""
    return course(replace(watched, unit=_said(watched.unit)), _voice(SHARE))


@bp.app_template_global()
def draw_periods(
    periods: Sequence[str], series: Sequence[Series], unit: str = "count"
) -> Drawing:
    """Draw a line for each series."""
    named = [replace(line, label=_said(line.label)) for line in series]
    return by_period(periods, named, _voice(unit), shares=unit == SHARE)


def _said(label: str) -> str:
    """Return the words of a kind; anything else is words already, or the key of some."""
    return words(label.key if isinstance(label, Kind) else label) if label else ""


def _voice(unit: str) -> Voice:
    return Voice(SAYING[unit], words("too few to tell"))
