"""Vectors in memory, row after row: new ones are put behind the others, and nothing is moved.

Whoever holds the rows as they were goes on holding them: what comes later stands beyond.
"""

from dataclasses import dataclass, field

import numpy as np
from sqlalchemy import Select

from kb.foundation.db import session
from kb.search.encoder.yardstick import Vectors
from kb.search.index.columns import Numbers

ROOM = 1.25  # so much room is made at once, so that it need not be made for every text
FEWEST = 256
AT_ONCE = 2_000


@dataclass(eq=False)
class Room:
    """Room for vectors, and how many of its rows are taken."""

    space: Vectors
    taken: int = 0


@dataclass(frozen=True, eq=False)
class Rows:
    """So many rows of vectors from the first of a room."""

    count: int
    room: Room = field(repr=False)

    @property
    def vectors(self) -> Vectors:
        """Return the vectors."""
        return self.room.space[: self.count]

    def and_then(self, count: int) -> "Rows":
        """Return the same rows with ``count`` more behind them, yet to be written."""
        room, whole = self.room, self.count + count
        # What stands behind these rows already is somebody else's.
        if room.taken != self.count or len(room.space) < whole:
            room = _room(whole, room.space.shape[1])
            room.space[: self.count] = self.vectors
        room.taken = whole
        return Rows(whole, room)

    def only(self, kept: Numbers) -> "Rows":
        """Return a copy of some rows."""
        room = _room(len(kept), self.room.space.shape[1])
        np.take(self.vectors, kept, axis=0, out=room.space[: len(kept)])
        room.taken = len(kept)
        return Rows(len(kept), room)


def no_rows(dimensions: int) -> Rows:
    """Return no rows."""
    return Rows(0, _room(0, dimensions))


def read_into(rows: Rows, asked: "Select[bytes]", count: int) -> Rows:
    """Return the rows with the ``count`` vectors behind them that a statement finds."""
    whole, at = rows.and_then(count), rows.count
    found = session.scalars(asked, execution_options={"yield_per": AT_ONCE})
    for some in found.partitions():
        read = np.frombuffer(b"".join(some), dtype=np.float32)
        whole.vectors[at : at + len(some)] = read.reshape(len(some), -1)
        at += len(some)
    return whole


def _room(count: int, dimensions: int) -> Room:
    return Room(np.empty((max(FEWEST, int(count * ROOM)), dimensions), dtype=np.float32))
