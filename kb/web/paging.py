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
    size: int = PER_PAGE

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """Return the place of its first item in the whole list, from one on."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """Return the place of its last item in the whole list."""
        return min(self.number * self.size, self.total)


def asked_page(raw: str | None) -> int:
    """Return the page number asked for, at least one; nonsense is the first page."""
    if not raw or not raw.isdecimal():
        return 1
    return min(max(1, int(raw[:9])), LAST_PAGE)


def page_of(items: Sequence[T], number: int, size: int = PER_PAGE) -> Page[T]:
    """Return one page of a whole list; beyond its end, the last."""
    last = max(1, -(-len(items) // size))
    number = min(max(1, number), last)
    return Page(items[(number - 1) * size : number * size], number, len(items), size)
