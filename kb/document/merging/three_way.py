"""A three-way merge (diff3): what one side changed is taken, what both changed is a clash.

Texts are compared by sentences and line breaks, for a paragraph is one line in Markdown. The
rule is that of Khanna, Kunal and Pierce, "A formal investigation of diff3" (2007), on Python's
own difflib. Of the packages that do it, merge3 is GPL, and three-merge (last released in 2020)
merges letter by letter, which makes sentences that nobody wrote.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

# A sentence ends in a letter and a full stop (not in "1."), or in one and what closes after it.
_BETWEEN: Final = re.compile(r"(\n+|(?:(?<=[^\W\d][.!?…])|(?<=[.!?…][\"”’»)\]*_]))[ \t]+)")
MOST_UNITS: Final = 2_000  # a longer part is compared as a whole: difflib is quadratic


@dataclass(frozen=True)
class Agreed:
    """A stretch on which nobody disagrees."""

    text: str


@dataclass(frozen=True)
class Clash:
    """A stretch that both changed, each in their own way."""

    base: str
    mine: str
    theirs: str


Piece = Agreed | Clash
Units = Sequence[str]
Three = tuple[Units, Units, Units]


def merged(base: str, mine: str, theirs: str) -> tuple[Piece, ...]:
    """Bring ``mine`` and ``theirs`` together, both made of ``base``."""
    if theirs in {mine, base}:
        return (Agreed(mine),)
    if mine == base:
        return (Agreed(theirs),)
    three = units(base), units(mine), units(theirs)
    if max(map(len, three)) > MOST_UNITS:
        return (Clash(base, mine, theirs),)
    return tuple(_joined(_pieces(three)))


def units(text: str) -> Units:
    """Part a text into sentences, line breaks and the spaces between; joined, they are it."""
    return [unit for unit in _BETWEEN.split(text) if unit]


def changed(base: str, text: str) -> tuple[tuple[str, bool], ...]:
    """Part a text into what stood in ``base`` already and what did not."""
    before, now = units(base), units(text)
    if max(len(before), len(now)) > MOST_UNITS:
        return ((text, True),)
    matcher = SequenceMatcher(None, before, now, autojunk=False)
    parts = [
        ("".join(now[start:end]), kind != "equal")
        for kind, _, _, start, end in matcher.get_opcodes()
    ]
    return tuple(part for part in parts if part[0])


def _pieces(three: Three) -> Iterator[Piece]:
    at = (0, 0, 0)
    for starts, length in _shared(three):
        yield from _between(*(one[a:b] for one, a, b in zip(three, at, starts, strict=True)))
        yield Agreed("".join(three[0][starts[0] : starts[0] + length]))
        at = (starts[0] + length, starts[1] + length, starts[2] + length)


def _between(base: Units, mine: Units, theirs: Units) -> Iterator[Piece]:
    if mine in (base, theirs):
        yield Agreed("".join(theirs))
    elif theirs == base:
        yield Agreed("".join(mine))
    else:
        yield Clash("".join(base), "".join(mine), "".join(theirs))


def _shared(three: Three) -> Iterator[tuple[tuple[int, int, int], int]]:
    """Yield the stretches that all three share: where they start, and how long they are."""
    base, mine, theirs = three
    to_mine, to_theirs = _matches(base, mine), _matches(base, theirs)
    both = [
        (at, to_mine[at], to_theirs[at])
        for at in range(len(base))
        if at in to_mine and at in to_theirs
    ]
    start = 0
    for end, (one, after) in enumerate(pairwise(both), start=1):
        if tuple(place + 1 for place in one) != after:
            yield both[start], end - start
            start = end
    if both:
        yield both[start], len(both) - start
    yield (len(base), len(mine), len(theirs)), 0


def _matches(base: Units, other: Units) -> dict[int, int]:
    matcher = SequenceMatcher(None, base, other, autojunk=False)
    return {
        block.a + step: block.b + step
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }


def _joined(pieces: Iterator[Piece]) -> list[Piece]:
    """Let neighbours of a kind be one; clashes with nothing but space between are one, too."""
    found: list[Piece] = []
    for piece in pieces:
        if piece in {Agreed(""), Clash("", "", "")}:
            continue
        found.append(piece)
        while (one := _as_one(found)) is not None:
            found[-len(one[0]) :] = [one[1]]
    return found


def _as_one(found: list[Piece]) -> tuple[list[Piece], Piece] | None:
    match found[-3:]:
        case [*_, Agreed(first), Agreed(second)]:
            return found[-2:], Agreed(first + second)
        case [Clash() as first, Agreed(space), Clash() as second] if not space.strip():
            return found[-3:], _spanning(first, space, second)
    return None


def _spanning(first: Clash, space: str, second: Clash) -> Clash:
    return Clash(
        first.base + space + second.base,
        first.mine + space + second.mine,
        first.theirs + space + second.theirs,
    )
