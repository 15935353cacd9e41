"""Tables for a spreadsheet: no cell of them is ever run as a formula."""

import csv
import io
from collections.abc import Iterable

MARK = "\ufeff"  # tells Excel that the file is UTF-8
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows as CSV (RFC 4180)."""
    file = io.StringIO()
    lines = csv.writer(file)
    for row in rows:
        lines.writerow(map(harmless, row))
    return MARK + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
