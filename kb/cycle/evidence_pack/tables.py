"""A sheet of the pack as a table for a spreadsheet; no cell of it is ever run as a formula."""

import csv
import io
from collections.abc import Callable
from datetime import date

from kb.cycle.evidence_pack.queries import Rows
from kb.cycle.evidence_pack.shapes import Told
from kb.cycle.figures.shapes import Cell, Name, Titled
from kb.foundation.words import Kind
from kb.search.log.sheet import MARK, harmless

Say = Callable[[Cell | Name], str]


def table_of(told: Told, rows: Rows, say: Say) -> str:
    """Return a sheet as CSV (RFC 4180): its columns, then its rows."""
    file = io.StringIO()
    lines = csv.writer(file)
    lines.writerow(say(column) for column in told.columns)
    for row in rows:
        lines.writerow(harmless(_plain(cell, say)) for cell in row)
    return MARK + file.getvalue()


def _plain(cell: object, say: Say) -> str:
    match cell:
        case tuple():
            return ", ".join(_plain(one, say) for one in cell)
        case Kind() | Titled() | date():
            return say(cell)
        case _:
            return "" if cell is None else str(cell)
