"""Cells, names and periods of a figure in the reader's words."""

from datetime import date

from flask_babel import format_decimal, format_percent, gettext

from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import Scope
from kb.cycle.figures.shapes import Bilingual, Cell, Name, Period, Ratio, Share, Titled
from kb.foundation.words import Kind
from kb.web.languages import language, words
from kb.web.templating import day


def _(message: str, **values: object) -> str:
    return str(gettext(message, **values))


def said(cell: Cell | Name) -> str:
    """Return a cell or a name in words; a plain text is a message."""
    match cell:
        case Kind():
            told = words(cell.key)
        case Quarter():
            told = _("Q%(number)d/%(year)d", number=cell.number, year=cell.year)
        case Titled():
            told = cell.title
        case date():
            told = day(cell)
        case int() | float():
            told = str(format_decimal(round(cell, 1)))
        case Ratio(share=share):
            told = "–" if share is None else str(format_percent(share))
        case Share(value=share):
            told = str(format_percent(share))
        case Bilingual():
            told = cell.english if language() == "en" else cell.finnish
        case _:
            told = words(cell) if cell else "–"
    return told


def scope_said(scope: Scope) -> str:
    """Return of what a figure is told."""
    return _("The whole programme") if scope.value is None else said(scope.value)


def period_said(period: Period) -> str:
    """Return from which day to which."""
    last = day(period.last)
    if period.stands:
        return _("as it stands on %(day)s", day=last)
    if period.first is None:
        return _("from the beginning until %(day)s", day=last)
    return f"{day(period.first)} – {last}"
