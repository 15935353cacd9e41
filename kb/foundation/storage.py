"""The disk under the database: what it does not take, told by what SQLite met, and reading on.

Where nothing can be written, not even the files that SQLite keeps beside the database, the
database is opened to be read.
"""

import sqlite3
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError


class Ailment(StrEnum):
    """What keeps the disk from keeping something."""

    FULL = "full"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"


AILMENTS = {
    sqlite3.SQLITE_FULL: Ailment.FULL,
    sqlite3.SQLITE_READONLY: Ailment.READ_ONLY,
    sqlite3.SQLITE_IOERR: Ailment.READ_ONLY,
    sqlite3.SQLITE_CANTOPEN: Ailment.READ_ONLY,
    sqlite3.SQLITE_CORRUPT: Ailment.DAMAGED,
    sqlite3.SQLITE_NOTADB: Ailment.DAMAGED,
}
PRIMARY = 0xFF  # the rest of a code of SQLite tells more of the same
A_TABLE = "SELECT 1 FROM sqlite_master LIMIT 1"


def ailment_of(error: BaseException) -> Ailment | None:
    """Return what the disk ails of, if that is why something could not be kept."""
    met = error.orig if isinstance(error, DBAPIError) else error
    code: int = getattr(met, "sqlite_errorcode", 0)
    # The search index can be made anew: of what it ails the house does not.
    return None if code == sqlite3.SQLITE_CORRUPT_VTAB else AILMENTS.get(code & PRIMARY)


def connected_to_read(
    connect: Callable[..., DBAPIConnection], database: str, **how: bool
) -> DBAPIConnection:
    """Open a database that cannot be written; raise what SQLite says where that is no way."""
    place = f"file:{quote(database)}?mode=ro"
    wal = Path(f"{database}-wal")
    # Without its files beside it, it is read as it lies there: nothing is newer than it.
    settled = not (wal.exists() and wal.stat().st_size)
    try:
        return _reading(connect, place, **how)
    except sqlite3.OperationalError:
        if not settled:
            raise
        return _reading(connect, f"{place}&immutable=1", **how)


def _reading(
    connect: Callable[..., DBAPIConnection], place: str, **how: bool
) -> DBAPIConnection:
    connection = connect(place, uri=True, **how)
    try:
        connection.cursor().execute(A_TABLE)
    except sqlite3.Error:
        connection.close()
        raise
    return connection
