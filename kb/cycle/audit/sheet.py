"""The log as a table: numbers and kinds, the hash last, so that it can be checked elsewhere."""

from collections.abc import Iterable

from kb.cycle.audit.models import AuditEntry
from kb.foundation.sheets import written

HEAD = ("line", "at", "deed", "by", "person", "about", "number", "detail", "hash")


def sheet_of(entries: Iterable[AuditEntry]) -> str:
    """Return the table; moments in UTC as in ISO 8601."""
    return written((HEAD, *map(cells, entries)))


def cells(line: AuditEntry) -> tuple[str, ...]:
    """Return one line, cell by cell; what is not told is empty."""
    who = (_number(line.by_id), _number(line.person_id))
    what = (line.about or "", _number(line.about_id), line.detail, line.hash)
    return (str(line.id), line.at.isoformat(), line.deed.value, *who, *what)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)
