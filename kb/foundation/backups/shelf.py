"""The folder that backups are kept in: their names, the newest, and letting the oldest go."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kb.foundation import clock

NAMED = re.compile(r"kisalli-(\d{4}-\d\d-\d\dT\d{6})Z\.(zip|age)")
WRITTEN = "%Y-%m-%dT%H%M%S"


def next_name(*, sealed: bool) -> str:
    """Return what a backup made now is called."""
    return f"kisalli-{clock.now().strftime(WRITTEN)}Z.{'age' if sealed else 'zip'}"


def backups_in(folder: Path) -> Sequence[Path]:
    """Return the backups there, the newest first; whatever else lies there is left alone."""
    return sorted(
        (path for path in folder.glob("kisalli-*") if NAMED.fullmatch(path.name)),
        key=lambda path: path.name,
        reverse=True,
    )


def age_of_newest(folder: Path) -> timedelta | None:
    """Return how long ago the newest backup was made, or nothing where there is none.

    One that was made later than now was made by a wrong clock, and tells nothing.
    """
    ages = (clock.now() - _made_at(path) for path in backups_in(folder))
    return next((age for age in ages if age >= timedelta(0)), None)


def _made_at(path: Path) -> datetime:
    return datetime.strptime(NAMED.sub(r"\1", path.name), WRITTEN).replace(tzinfo=UTC)


def let_go(folder: Path, *, kept: int) -> Sequence[Path]:
    """Delete the oldest, so that so many are left; the newest always is."""
    gone = backups_in(folder)[max(kept, 1) :]
    for path in gone:
        path.unlink(missing_ok=True)
    return gone
