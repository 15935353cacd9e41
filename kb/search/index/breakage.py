"""An index of words that cannot be read or written: told from other trouble, left to mend."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from kb.foundation import outbox
from kb.foundation.db import beside, session
from kb.search.index.virtual import TABLES, VOCABULARY

MEND = "search.mend"
# What FTS5 says of a table that is damaged, that is gone, and that it cannot put a word into.
BROKEN = {sqlite3.SQLITE_CORRUPT_VTAB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT}


def is_of_index(trouble: DatabaseError) -> bool:
    """Say whether it is the index of words that cannot be read or written."""
    asked = trouble.statement or ""
    return code_of(trouble) in BROKEN and any(name in asked for name in (*TABLES, VOCABULARY))


def have_it_mended() -> None:
    """Leave it to the worker, once, whoever notices."""
    beside(_leave_it)


@contextmanager
def saving_goes_on() -> Iterator[None]:
    """Let a text be saved though its words cannot be: all words are written anew later.

    FTS5 keeps words back until a savepoint or the commit, which would fail with them. The
    savepoints are our own: where SQLite gave up the whole transaction, as on a full disk, the
    first fault must come out, or a save that is lost would pass for kept.
    """
    session.flush()
    session.execute(text("SAVEPOINT words"))
    try:
        yield
        session.execute(text("SAVEPOINT written"))
        session.execute(text("RELEASE written"))
    except DatabaseError as trouble:
        if code_of(trouble) not in BROKEN:
            raise
        session.execute(text("ROLLBACK TO words"))
        _leave_it()
    session.execute(text("RELEASE words"))


def code_of(trouble: DatabaseError) -> int:
    """Return what SQLite calls it."""
    code: int = getattr(trouble.orig, "sqlite_errorcode", 0)
    return code


def _leave_it() -> None:
    if not outbox.waiting(MEND):
        outbox.post(MEND)
