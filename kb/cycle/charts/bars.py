"""Bars: one length a row, a funnel of them, and lengths made of parts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from kb.cycle.charts.lettering import LEADING, in_lines, room_for
from kb.cycle.charts.marks import WIDTH, Box, Drawing, Key, Voice, Word, even, share_of

THICK = 22.0
GAP = 14.0
BESIDE = 8.0  # between a bar and its number


@dataclass(frozen=True)
class Bar:
    """One row: what it is of, its number if that may be told, and the stage it speaks of."""

    label: str
    number: float | None
    stage: str = "none"


@dataclass(frozen=True)
class Part:
    """What one part of every row stands for: ``ink``, ``grey``, ``late`` or ``open``."""

    label: str
    look: str


@dataclass(frozen=True)
class Stack:
    """One row in parts, in the order of what they stand for; none if it may not be told."""

    label: str
    numbers: Sequence[float] | None


def bars(rows: Sequence[Bar], voice: Voice, *, whole: float | None = None) -> Drawing:
    """Draw one bar a row, against the longest of them or against a whole that is shown.

    A whole makes a funnel: on the ground of what there was at first stands what is left.
    """
    most = whole or max((row.number or 0 for row in rows), default=0)
    longest = (
        WIDTH - BESIDE - max((room_for(voice.tell(row.number)) for row in rows), default=0)
    )
    boxes: list[Box] = []
    words: list[Word] = []
    y = 0.0
    for row in rows:
        words += _label(row.label, y)
        y += _height_of(row.label)
        length = None if row.number is None else even(longest * share_of(row.number, most))
        full = even(longest)
        boxes += _lying(row, y, length, full, grounded=whole is not None)
        beside = full if whole or length is None else length
        look = "" if length is None else "big"
        words.append(Word(beside + BESIDE, y + THICK - 6, voice.tell(row.number), look))
        y += THICK + GAP
    told = [(row.label, [voice.tell(row.number)]) for row in rows]
    return Drawing(max(THICK, y - GAP), boxes, words=words, rows=told)


def stacks(rows: Sequence[Stack], parts: Sequence[Part], voice: Voice) -> Drawing:
    """Draw one bar a row in parts, all rows by one measure."""
    most = max((sum(row.numbers or ()) for row in rows), default=0)
    boxes: list[Box] = []
    words: list[Word] = []
    y = 0.0
    for row in rows:
        words += _label(row.label, y)
        y += _height_of(row.label)
        if row.numbers is None:
            boxes.append(Box(0, y, WIDTH, THICK, "gap"))
            words.append(Word(BESIDE, y + THICK - 6, voice.untold))
        else:
            boxes += _parts(row.numbers, parts, most, y)
        y += THICK + GAP
    return Drawing(
        max(THICK, y - GAP),
        boxes,
        words=words,
        keys=[Key(part.label, part.look) for part in parts],
        heads=[part.label for part in parts],
        rows=[(row.label, _told(row, parts, voice)) for row in rows],
    )


def _lying(
    row: Bar, y: float, length: float | None, full: float, *, grounded: bool
) -> Iterator[Box]:
    if length is None:
        yield Box(0, y, full, THICK, "gap")
        return
    if grounded:
        yield Box(0, y, full, THICK, "ground", row.stage)
    yield Box(0, y, length, THICK, "fill", row.stage)


def _parts(
    numbers: Sequence[float], parts: Sequence[Part], most: float, y: float
) -> Iterator[Box]:
    ends = list(accumulate((WIDTH * share_of(one, most) for one in numbers), initial=0.0))
    for part, start, end in zip(parts, ends, ends[1:], strict=False):
        if end > start:
            yield Box(even(start), y, even(min(WIDTH, end) - start), THICK, part.look)


def _told(row: Stack, parts: Sequence[Part], voice: Voice) -> list[str]:
    numbers = row.numbers if row.numbers is not None else [None] * len(parts)
    return [voice.tell(number) for number in numbers]


def _label(label: str, y: float) -> list[Word]:
    lines = in_lines(label, WIDTH)
    return [Word(0, y + LEADING * n - 5, line) for n, line in enumerate(lines, start=1)]


def _height_of(label: str) -> float:
    return LEADING * len(in_lines(label, WIDTH))
