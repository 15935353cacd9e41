"""What a drawing is made of: boxes, lines, dots and words on a ground of its own."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

WIDTH = 360.0  # as wide as a phone, so that words keep their size there

Point = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A rectangle; its look is a class of the style sheet, its stage gives the colour."""

    x: float
    y: float
    width: float
    height: float
    look: str
    stage: str = "none"


@dataclass(frozen=True)
class Line:
    """A line through points, or the outline of an area."""

    points: Sequence[Point]
    look: str
    stage: str = "none"
    closed: bool = False


@dataclass(frozen=True)
class Dot:
    """One measured point on a line."""

    x: float
    y: float
    stage: str = "none"


@dataclass(frozen=True)
class Word:
    """Words in one line, from, around or up to a point."""

    x: float
    y: float
    text: str
    look: str = ""
    anchor: str = "start"


@dataclass(frozen=True)
class Key:
    """What a look stands for, in words; ``line`` says that it is the look of a line."""

    label: str
    look: str
    stage: str = "none"
    line: bool = False


@dataclass(frozen=True)
class Drawing:
    """A chart: how high it is, its marks, what they stand for, and the same as a table.

    ``rows`` are the table's, each its head and its cells; ``heads`` are those of the cells.
    """

    height: float
    boxes: Sequence[Box] = ()
    lines: Sequence[Line] = ()
    dots: Sequence[Dot] = ()
    words: Sequence[Word] = ()
    keys: Sequence[Key] = ()
    heads: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[str]]] = ()
    width: float = WIDTH

    @property
    def told(self) -> list[str]:
        """Return the same in words, a row each, for those who hear it."""
        every = [(head, ", ".join(self._cells(cells))) for head, cells in self.rows]
        return [f"{head}: {cells}" if head else cells for head, cells in every]

    def _cells(self, cells: Sequence[str]) -> list[str]:
        heads = self.heads if len(self.heads) > 1 else [""] * len(cells)
        return [f"{head} {cell}".strip() for head, cell in zip(heads, cells, strict=True)]


@dataclass(frozen=True)
class Voice:
    """How numbers are said, and the word in the place of one that is not told (R10)."""

    say: Callable[[float], str]
    untold: str

    def tell(self, number: float | None) -> str:
        """Return the number in words, or that it is not told."""
        return self.untold if number is None else self.say(number)


def share_of(number: float, whole: float) -> float:
    """Return how large a part of the whole the number is, between none and all of it."""
    return min(1.0, max(0.0, number / whole)) if whole > 0 else 0.0


def even(number: float) -> float:
    """Return a length as it is written: to a tenth."""
    return round(number, 1)
