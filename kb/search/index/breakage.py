"""An index of words that cannot be read or written: told from other trouble, left to mend."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from kb.foundation import outbox
from kb.foundation.db import beside, session
from kb.search.index.virtual import TABLES, VOCABULARY

Told = TypeVar("Told")

MEND = "search.mend"
# What FTS5 says of a table that is damaged, that is gone, and that it cannot put a word into.
BROKEN = {sqlite3.SQLITE_CORRUPT_VTAB, sqlite3.SQLITE_ERROR, sqlite3.SQLITE_CONSTRAINT}


def unless_broken(ask: Callable[[], Told], otherwise: Callable[[], Told]) -> Told:
    """Return what the index answers; where it cannot be read, leave it to mend and go on."""
    try:
        return ask()
    except DatabaseError as trouble:
        if not _is_of_index(trouble):
            raise
    have_it_mended()
    return otherwise()


def is_broken(trouble: DatabaseError) -> bool:
    """Say whether it is what FTS5 says of a table that cannot be read or written."""
    return getattr(trouble.orig, "sqlite_errorcode", 0) in BROKEN


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
        if not is_broken(trouble):
            raise
        session.execute(text("ROLLBACK TO words"))
        _leave_it()
    session.execute(text("RELEASE words"))


def _is_of_index(trouble: DatabaseError) -> bool:
    asked = trouble.statement or ""
    return is_broken(trouble) and any(name in asked for name in (*TABLES, VOCABULARY))


def _leave_it() -> None:
    if not outbox.waiting(MEND):
        outbox.post(MEND)
