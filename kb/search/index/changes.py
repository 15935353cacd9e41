"""What has changed since something was read: counts that triggers of the database keep.

A count is read in the transaction that asks, so what is kept for it is never older than that
transaction. Triggers count every insert and delete of a text or a passage, and every change of
a column by which it is judged who may find what; a test of the house holds them to it.
"""

from functools import cache
from typing import NamedTuple

from sqlalchemy import Select, column, select, table

from kb.foundation.db import session

COUNTS = table("search_changes", *(column(name) for name in ("texts", "readers", "passages")))


class Changes(NamedTuple):
    """How often what can be found changed, who may find it, and the vectors of it."""

    database: object
    texts: int
    readers: int
    passages: int


def changes() -> Changes:
    """Return how things stand now, in this transaction."""
    row = session.execute(_counts()).one()
    return Changes(session.get_bind(), *row)


@cache
def _counts() -> "Select[int, int, int]":
    return select(COUNTS.c.texts, COUNTS.c.readers, COUNTS.c.passages)
