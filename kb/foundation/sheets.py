"""Tables for a spreadsheet: no cell of them is ever run as a formula."""

import csv
import io
import re
from collections.abc import Iterable

MARK = "\ufeff"  # tells Excel that the file is UTF-8
# Where a formula would begin (OWASP, CSV injection): at the front of a cell, and behind what
# parts cells where the reader's spreadsheet has it so, as Finnish ones have semicolons.
_FORMULA = re.compile(r'(?:^|(?<=[;\t\r\n]))(?="*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])')


def written(rows: Iterable[Iterable[str]]) -> str:
    """Return the rows as CSV (RFC 4180)."""
    file = io.StringIO()
    lines = csv.writer(file)
    for row in rows:
        lines.writerow(map(harmless, row))
    return MARK + file.getvalue()


def harmless(cell: str) -> str:
    """Return a cell that any spreadsheet takes as text."""
    return _FORMULA.sub("'", cell)
