"""What is wanted, as a table for a spreadsheet."""

from collections.abc import Iterable, Iterator

from kb.foundation.sheets import written
from kb.search.log.wanted import Wanted

HEAD = ("words", "language", "times", "last_week_from", "also_typed", "need")


def sheet_of(wanted: Iterable[Wanted]) -> str:
    """Return the table: dates as in ISO 8601, a need by its number."""
    return written((HEAD, *map(_row, wanted)))


def _row(one: Wanted) -> Iterator[str]:
    others, need = " | ".join(one.others), one.need_id or ""
    yield from map(
        str, (one.words, one.language, one.times, one.week.isoformat(), others, need)
    )
