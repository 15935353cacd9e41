"""A picture that a phone reads, as the path of one drawing (ISO/IEC 18004)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET = 4  # the empty border a reader needs, in modules


@dataclass(frozen=True)
class Picture:
    """The black modules as one path, in a square of ``side`` modules."""

    path: str
    side: int


def picture_of(text: str) -> Picture:
    """Return the picture of ``text``."""
    rows = [list(row) for row in segno.make_qr(text, error="m").matrix]
    path = "".join(
        f"M{column + QUIET} {row + QUIET}h{length}v1h-{length}z"
        for row, modules in enumerate(rows)
        for column, length in _runs(modules)
    )
    return Picture(path, len(rows) + 2 * QUIET)


def _runs(modules: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return where each row of black modules begins, and how many there are."""
    at = 0
    for black, group in groupby(modules):
        length = len(list(group))
        if black:
            yield at, length
        at += length
