"""Who begins to write waits for who writes now, and who has waited longest goes first.

SQLite asks ever more seldom whether it may write, at last ten times a second, and a newcomer
asks at once. Where many write, somebody may find it taken each time for ten seconds.
"""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.engine.interfaces import DBAPICursor

AT_FIRST = 0.02  # seconds until one asks again
SOONER = 10  # times as often after a second, twenty times after two
PRIMARY = 0xFF  # the bits of a result code that tell what it is, but for its kind


def begin_to_write(cursor: DBAPICursor) -> None:
    """Begin a transaction that writes, or raise what SQLite says where its patience ends."""
    with waiting_at_most(cursor, 0) as usual:
        _ask(cursor, usual / 1000)


@contextmanager
def waiting_at_most(cursor: DBAPICursor, milliseconds: int) -> Iterator[int]:
    """Let SQLite itself wait so long inside for who writes; it tells how long it would else."""
    usual: int = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute(f"PRAGMA busy_timeout = {milliseconds}")
    try:
        yield usual
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {usual}")


def _ask(cursor: DBAPICursor, patience: float) -> None:
    since = time.monotonic()
    while True:
        try:
            cursor.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as trouble:
            waited = time.monotonic() - since
            if trouble.sqlite_errorcode & PRIMARY != sqlite3.SQLITE_BUSY or waited > patience:
                raise
            time.sleep(AT_FIRST / (1 + SOONER * waited))
        else:
            return
