"""What changed between two texts: paragraph by paragraph, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import LCSseq

from kb.foundation.words import Kind

MOST_PARAGRAPHS = 2_000  # of both texts together; beyond it they are shown whole
MOST_WORDS = 4_000  # of a changed stretch; beyond it whole paragraphs are shown
WORD = re.compile(r"\s+|\w+|[^\w\s]")
PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
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
    """Lay changed paragraphs side by side in their order; those without a pair stand alone."""
    for place in range(max(len(gone), len(new))):
        old_one = gone[place] if place < len(gone) else ""
        new_one = new[place] if place < len(new) else ""
        yield Stretch(tuple(_by_words(old_one, new_one)))


def _by_words(old: str, new: str) -> list[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    if not before or not after or len(before) + len(after) > MOST_WORDS:
        whole = [Piece(Change.GONE, old), Piece(Change.NEW, new)]
        return [piece for piece in whole if piece.words]
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
