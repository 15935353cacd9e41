"""Taking deleted words out of the database's file, where they would lie until overwritten."""

from contextlib import closing

from kb.foundation.db import session

SCRUB = "scrub"
FULL_TEXT = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%USING fts5(%'"

MERGE = "INSERT INTO {table} ({table}) VALUES ('optimize')"  # a table of our own


class StillReadError(Exception):
    """Somebody reads an older state of the database, so its journal cannot be emptied yet."""


def scrub() -> None:
    """Write the database anew without what was deleted, and empty its journal.

    Full-text tables keep the words of deleted rows until their parts are merged. Raise
    StillReadError where the journal is in use; the deed is then tried again.
    """
    engine = session.get_bind().engine
    session.remove()
    if engine.dialect.name != "sqlite":
        return  # PostgreSQL's autovacuum does so by itself
    with closing(engine.raw_connection()) as connection:  # VACUUM wants no transaction
        asked = connection.cursor()
        for (table,) in asked.execute(FULL_TEXT).fetchall():
            asked.execute(MERGE.format(table=table))
        asked.execute("VACUUM")
        (busy, *_) = asked.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillReadError
