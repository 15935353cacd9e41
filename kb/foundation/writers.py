"""Who begins to write waits for who writes now, and who has waited longest goes first.

SQLite asks ever more seldom whether it may write, at last ten times a second, and a newcomer
asks at once. Where many write, somebody may find it taken each time for ten seconds.
"""

import sqlite3
import time

from sqlalchemy.engine.interfaces import DBAPICursor

AT_FIRST = 0.02  # seconds until one asks again
SOONER = 10  # times as often after a second, twenty times after two
PRIMARY = 0xFF  # the bits of a result code that tell what it is, but for its kind


def begin_to_write(cursor: DBAPICursor) -> None:
    """Begin a transaction that writes, or raise what SQLite says where its patience ends."""
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        _ask(cursor, patience / 1000)
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")


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
