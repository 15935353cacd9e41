"""The one source of time: UTC and aware, replaceable in a test."""

from calendar import monthrange
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

HOME: tzinfo = ZoneInfo("Europe/Helsinki")

_read: list[Callable[[], datetime]] = [lambda: datetime.now(UTC)]


def now() -> datetime:
    """Return this moment in UTC."""
    return _read[-1]()


def today() -> date:
    """Return today's date where the organisation works."""
    return now().astimezone(HOME).date()


def days_ago(days: int) -> datetime:
    """Return this time of day ``days`` days back."""
    return now() - timedelta(days=days)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last one of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """Let the clock stand at ``moment`` for a while (demo data, tests)."""
    _read.append(lambda: moment)
    try:
        yield
    finally:
        _read.pop()
