"""What is wanted, as a table for a spreadsheet: no cell of it is ever run as a formula."""

import csv
import io
from collections.abc import Iterable

from kb.search.log.wanted import Wanted

HEAD = ("words", "language", "times", "last_week_from", "also_typed", "need")
MARK = "\ufeff"  # tells Excel that the file is UTF-8
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def sheet_of(wanted: Iterable[Wanted]) -> str:
    """Return the table as CSV (RFC 4180): dates as in ISO 8601, a need by its number."""
    file = io.StringIO()
    rows = csv.writer(file)
    rows.writerow(HEAD)
    for one in wanted:
        others, need = " | ".join(one.others), one.need_id or ""
        row = (one.words, one.language, one.times, one.week.isoformat(), others, need)
        rows.writerow(harmless(str(cell)) for cell in row)
    return MARK + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that a spreadsheet takes as text (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(BEGINS_A_FORMULA) else cell
