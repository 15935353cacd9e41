"""A figure as a table for a spreadsheet: what it is, what it counts, then its rows."""

from collections.abc import Callable, Iterator, Sequence

from kb.cycle.figures.shapes import Cell, Figure, Name, Ratio, Share
from kb.foundation.sheets import written
from kb.foundation.words import N_

NOT_ENOUGH = N_("There is not enough information yet")
Say = Callable[[Cell | Name], str]


def sheet_of(figure: Figure, *, scope: str, period: str, say: Say) -> str:
    """Return the figure as a table.

    ``say`` puts cells, names and messages into words; numbers are written as they are.
    """
    return written((*_head(figure, scope, period, say), (), *_table(figure, say)))


def _head(figure: Figure, scope: str, period: str, say: Say) -> Iterator[Sequence[str]]:
    about, untold = figure.about, say(NOT_ENOUGH)
    yield say(about.title), say(about.definition)
    yield say(N_("Of")), scope
    yield say(N_("Period")), period
    yield say(N_("Numerator")), say(about.counted), _number(figure, figure.numerator, untold)
    yield say(N_("Denominator")), say(about.of), _number(figure, figure.denominator, untold)
    if figure.people is not None:
        yield say(N_("People")), "", str(figure.people)
    if figure.median is not None:
        yield say(N_("Median")), say(figure.measure), str(figure.median)


def _table(figure: Figure, say: Say) -> Iterator[Sequence[str]]:
    if not figure.is_told:
        return
    yield [say(column) for column in figure.columns]
    for row in figure.rows:
        yield [say(row.name), *(_plain(cell, say) for cell in row.cells)]


def _number(figure: Figure, number: int | None, untold: str) -> str:
    if not figure.is_told:
        return untold
    return "" if number is None else str(number)


def _plain(cell: Cell, say: Say) -> str:
    """Return a number as a spreadsheet reads it, a share with four decimals."""
    share = cell.share if isinstance(cell, Ratio) else None
    if isinstance(cell, Share):
        share = cell.value
    if isinstance(cell, Ratio | Share):
        return "" if share is None else f"{share:.4f}"
    if isinstance(cell, int | float):
        return str(cell)
    return "" if cell is None else say(cell)
