"""Facts that people are behind, counted by person and scope at once."""

from collections.abc import Collection, Hashable, Iterable, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Fact(NamedTuple):
    """One thing that happened: in which scopes, who is behind it, and what came of it.

    ``part`` is the row of the figure in which it stands; ``days`` how long it took;
    ``deciders`` are those whose decisions it tells of too, where these are few.
    """

    scopes: int
    people: tuple[int, ...]
    came: str = ""
    days: int = 0
    part: Hashable = None
    deciders: tuple[int, ...] = ()

    def is_in(self, place: int) -> bool:
        """Say whether it belongs to the scope at that place."""
        return bool(self.scopes >> place & 1)


def people_behind(facts: Iterable[Fact]) -> set[int]:
    """Return everybody who is behind any of the facts."""
    return {person for one in facts for person in one.people}


class Counted:
    """How many facts of each scope each person is behind (people × scopes)."""

    def __init__(self, facts: Sequence[Fact], scopes: int) -> None:
        """Count once, for every scope."""
        bits = np.array([one.scopes for one in facts], dtype=np.int64)
        self._held = (bits.reshape(-1, 1) >> np.arange(scopes)) & 1
        sizes = [len(one.people) for one in facts]
        behind = np.fromiter(chain.from_iterable(one.people for one in facts), np.int64)
        _, self._person = np.unique(behind, return_inverse=True)
        self._fact = np.repeat(np.arange(len(facts)), sizes)
        self._by_person = self._count(self._held)
        together = self._held.T @ self._held
        self.facts = np.diagonal(together)
        self.people = self._people(self._by_person > 0)
        self._within = together == self.facts
        more = self._by_person[:, :, None] > self._by_person[:, None, :]
        self._outside = more.sum(axis=0)

    def holds(self, wide: int, narrow: int) -> bool:
        """Say whether every fact of the narrow scope is also one of the wide."""
        return bool(self._within[wide, narrow])

    def people_between(self, wide: int, narrow: int) -> int:
        """Return how many people are behind what the wide scope has and the narrow has not."""
        return int(self._outside[wide, narrow])

    def people_beyond(self, places: Collection[int]) -> int:
        """Return how many people are behind facts that are in none of the scopes."""
        beyond = self._held[:, list(places)].sum(axis=1, keepdims=True) == 0
        return int(self._people(self._count(beyond) > 0)[0])

    def _count(self, held: NDArray[np.generic]) -> NDArray[np.int64]:
        people = int(self._person.max()) + 1 if len(self._person) else 0
        columns = [
            np.bincount(self._person, weights=column[self._fact], minlength=people)
            for column in held.T
        ]
        counted: NDArray[np.int64] = np.stack(columns, axis=1).astype(np.int64)
        return counted

    @staticmethod
    def _people(there: NDArray[np.bool_]) -> NDArray[np.int64]:
        found: NDArray[np.int64] = there.sum(axis=0, dtype=np.int64)
        return found
