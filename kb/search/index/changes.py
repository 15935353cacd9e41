"""What has changed since something was read: counts and a log that triggers keep.

A count is read in the transaction that asks, so what is kept for it is never older than that
transaction. Triggers count every insert and delete of a text or a passage, and every change of
a column by which it is judged who may find what; a test of the house holds them to it. Beside
each count the log tells which texts it was of, so that only those need be read anew.
"""

import json
from functools import cache
from typing import Literal, NamedTuple

import numpy as np
from sqlalchemy import Select, column, select, table, text

from kb.foundation.db import session
from kb.search.index.columns import Numbers, numbers

COUNTS = table("search_changes", *(column(name) for name in ("texts", "readers", "passages")))
Counted = Literal["texts", "readers", "passages"]

# The oldest row that is left may have lost its fellows: what it tells of is not whole.
SINCE = text(
    "WITH first AS (SELECT min(number) AS number FROM search_touched "
    "WHERE since = :since AND counted = :counted) "
    "SELECT first.number = 1 OR first.number > (SELECT min(number) FROM search_touched), "
    "(SELECT json_group_array(DISTINCT document_id) FROM search_touched AS told "
    "WHERE told.number >= first.number AND told.counted = :counted "
    "AND document_id IS NOT NULL) FROM first"
)


class Changes(NamedTuple):
    """How often what can be found changed, who may find it, and the vectors of it."""

    database: object
    texts: int
    readers: int
    passages: int

    def same(self, other: "Changes", *counted: Counted) -> bool:
        """Say whether nothing of what is ``counted`` has changed between two moments."""
        counts = ((getattr(self, name), getattr(other, name)) for name in counted)
        return self.database is other.database and all(one == two for one, two in counts)


def changes() -> Changes:
    """Return how things stand now, in this transaction."""
    row = session.execute(_counts()).one()
    return Changes(session.get_bind(), *row)


def touched(then: Changes, now: Changes, *counted: Counted) -> Numbers | None:
    """Return the texts that have changed since ``then``; None if nobody remembers them all."""
    if then.database is not now.database:
        return None
    found: set[int] = set()
    for name in counted:
        if getattr(then, name) != getattr(now, name):
            asked = {"counted": name, "since": getattr(then, name)}
            is_whole, told = session.execute(SINCE, asked).one()
            if not is_whole:
                return None
            found.update(json.loads(told))
    return np.sort(numbers(list(found)))


@cache
def _counts() -> "Select[int, int, int]":
    return select(COUNTS.c.texts, COUNTS.c.readers, COUNTS.c.passages)
