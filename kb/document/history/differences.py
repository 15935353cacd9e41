"""What changed between two texts: paragraph by paragraph, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq

from kb.foundation.words import Kind

MOST_PARAGRAPHS = 2_000  # of both texts together; beyond it they are shown whole
MOST_WORDS = 4_000  # of a changed stretch; beyond it whole paragraphs are shown
WORD = re.compile(r"\s+|\w+|[^\w\s]")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
MOST_PAIRS = 10_000  # of changed paragraphs; beyond it they are paired by their order
ALIKE = 50  # per cent of their letters, from which on two paragraphs are one that was changed
BEGINNING = 600  # letters by which that is judged
SHORT = 3  # letters; so short a word between two changes is part of them


class Change(Kind):
    """What became of a few words."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Piece:
    """Some words and what became of them."""

    change: Change
    words: str


@dataclass(frozen=True)
class Stretch:
    """A few paragraphs that answer to each other, in pieces from first to last."""

    pieces: tuple[Piece, ...]

    @property
    def old(self) -> list[Piece]:
        """Return what stood there before."""
        return [piece for piece in self.pieces if piece.change is not Change.NEW]

    @property
    def new(self) -> list[Piece]:
        """Return what stands there now."""
        return [piece for piece in self.pieces if piece.change is not Change.GONE]

    @cached_property
    def changed(self) -> bool:
        """Say whether anything differs."""
        return any(piece.change is not Change.KEPT for piece in self.pieces)


def paragraphs(text: str) -> list[str]:
    """Part a text at its empty lines."""
    return [one for one in PARAGRAPH.split(text.strip()) if one.strip()]


def difference(old: str, new: str) -> list[Stretch]:
    """Return both texts as one, in stretches that say what was kept, what went, what came."""
    before, after = paragraphs(old), paragraphs(new)
    if len(before) + len(after) > MOST_PARAGRAPHS:
        before, after = [old.strip()], [new.strip()]
    return list(_stretches(before, after))


def _stretches(before: Sequence[str], after: Sequence[str]) -> Iterator[Stretch]:
    gone: list[str] = []
    new: list[str] = []
    for change, some in _compared(before, after):
        if change is not Change.KEPT:
            (gone if change is Change.GONE else new).extend(some)
            continue
        yield from _changed(gone, new)
        gone, new = [], []
        yield from (Stretch((Piece(Change.KEPT, one),)) for one in some)
    yield from _changed(gone, new)


def _changed(gone: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    """Compare by words what is alike; what is not took the place of what stood there."""
    old_from = new_from = 0
    for old_at, new_at in _alike(gone, new):
        yield from _replaced(gone[old_from:old_at], new[new_from:new_at])
        yield Stretch(tuple(_by_words(gone[old_at], new[new_at])))
        old_from, new_from = old_at + 1, new_at + 1
    yield from _replaced(gone[old_from:], new[new_from:])


def _alike(gone: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    if len(gone) * len(new) > MOST_PAIRS:
        yield from zip(range(len(gone)), range(len(new)), strict=False)
        return
    start = 0
    for at, paragraph in enumerate(gone):
        rest = [(_likeness(paragraph, new[place]), -place) for place in range(start, len(new))]
        likeness, place = max(rest, default=(0.0, 0))
        if likeness >= ALIKE:
            yield at, -place
            start = 1 - place


def _likeness(one: str, other: str) -> float:
    return fuzz.ratio(one[:BEGINNING], other[:BEGINNING])


def _replaced(gone: Sequence[str], new: Sequence[str]) -> Iterator[Stretch]:
    for old_one, new_one in zip_longest(gone, new, fillvalue=""):
        yield Stretch(tuple(_both(old_one, new_one)))


def _by_words(old: str, new: str) -> list[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    if not before or not after or len(before) + len(after) > MOST_WORDS:
        return _both(old, new)
    return _joined([(change, "".join(some)) for change, some in _compared(before, after)])


def _compared(
    before: Sequence[str], after: Sequence[str]
) -> Iterator[tuple[Change, Sequence[str]]]:
    for step in LCSseq.opcodes(before, after):
        if step.tag == "equal":
            yield Change.KEPT, before[step.src_start : step.src_end]
            continue
        if step.src_end > step.src_start:
            yield Change.GONE, before[step.src_start : step.src_end]
        if step.dest_end > step.dest_start:
            yield Change.NEW, after[step.dest_start : step.dest_end]


def _joined(steps: Sequence[tuple[Change, str]]) -> list[Piece]:
    """Join changes that only a space or a short word parts: words are read, not letters."""
    pieces: list[Piece] = []
    gone = new = ""
    for place, (change, words) in enumerate(steps):
        inside = 0 < place < len(steps) - 1
        if change is Change.KEPT and inside and len(words.strip()) <= SHORT:
            gone, new = gone + words, new + words
        elif change is Change.KEPT:
            pieces += [*_both(gone, new), Piece(Change.KEPT, words)]
            gone = new = ""
        elif change is Change.GONE:
            gone += words
        else:
            new += words
    return [*pieces, *_both(gone, new)]


def _both(gone: str, new: str) -> list[Piece]:
    pieces = (Piece(Change.GONE, gone), Piece(Change.NEW, new))
    return [piece for piece in pieces if piece.words]
