"""Lists come a page at a time, never without an end."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

PER_PAGE = 30
LAST_PAGE = 10_000


@dataclass(frozen=True)
class Page(Generic[T]):
    """One page of a list."""

    items: Sequence[T]
    number: int
    total: int

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))


def asked_page(raw: str | None) -> int:
    """Return the page number asked for, at least one; nonsense is the first page."""
    if not raw or not raw.isdecimal():
        return 1
    return min(max(1, int(raw[:9])), LAST_PAGE)
