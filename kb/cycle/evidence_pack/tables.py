"""A sheet of the pack as a table for a spreadsheet."""

from collections.abc import Callable
from datetime import date

from kb.cycle.evidence_pack.queries import Rows
from kb.cycle.evidence_pack.shapes import Told
from kb.cycle.figures.shapes import Cell, Name, Titled
from kb.foundation.sheets import written
from kb.foundation.words import Kind

Say = Callable[[Cell | Name], str]


def table_of(told: Told, rows: Rows, say: Say) -> str:
    """Return a sheet: its columns, then its rows."""
    head = [say(column) for column in told.columns]
    return written((head, *([_plain(cell, say) for cell in row] for row in rows)))


def _plain(cell: object, say: Say) -> str:
    match cell:
        case tuple():
            return ", ".join(_plain(one, say) for one in cell)
        case Kind() | Titled() | date():
            return say(cell)
        case _:
            return "" if cell is None else str(cell)
