"""The plane that curves are drawn on: its edges, its ticks and where a value stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from kb.cycle.charts.lettering import room_for
from kb.cycle.charts.marks import WIDTH, Line, Voice, Word, even, share_of

TOP, BOTTOM, FOOT = 12.0, 180.0, 204.0
RIGHT = WIDTH - 12
BESIDE = 8.0
MOST_TICKS = 5


@dataclass(frozen=True)
class Plane:
    """Where values stand: ``left`` is its edge, ``reach`` and ``top`` its largest values."""

    left: float
    reach: float
    top: float

    def x(self, value: float) -> float:
        """Return how far to the right a value stands."""
        return even(self.left + (RIGHT - self.left) * share_of(value, self.reach))

    def y(self, value: float) -> float:
        """Return how far down a value stands."""
        return even(BOTTOM - (BOTTOM - TOP) * share_of(value, self.top))


def plane(reach: float, top: float, voice: Voice) -> tuple[Plane, list[Line], list[Word]]:
    """Return the plane with its level lines, each with its number before it."""
    levels = (0.0, top / 2, top)
    left = even(max(room_for(voice.say(level)) for level in levels) + BESIDE)
    made = Plane(left, reach, top)
    lines = [Line([(left, made.y(level)), (RIGHT, made.y(level))], "axis") for level in levels]
    words = [
        Word(left - BESIDE, made.y(level) + 4, voice.say(level), anchor="end")
        for level in levels
    ]
    return made, lines, words


def rounded_up(number: float) -> float:
    """Return the first of 2, 4, 10, 20, 40 … from the number on: its half is as round."""
    rounds = (step * 10.0**power for power in count() for step in (2, 4, 10))
    return next(one for one in rounds if one >= number)


def ticks(reach: float) -> list[float]:
    """Return round values from none up to ``reach``, six at most."""
    steps = (step * 10.0**power for power in count() for step in (1, 2, 5))
    step = next(one for one in steps if reach / one <= MOST_TICKS)
    return [step * n for n in range(int(reach / step) + 1)]


def share_up(share: float) -> float:
    """Return the share that a level line stands for, from ``share`` on."""
    return next(one for one in (0.1, 0.2, 0.5, 1.0) if share <= one or one == 1)


def feet(made: Plane, labels: Sequence[tuple[float, str]]) -> list[Word]:
    """Return the words below, as many as stand beside each other."""
    if not labels:
        return []
    widest = max(room_for(label) for _, label in labels)
    most = max(1, int((RIGHT - made.left) / (widest + BESIDE)))
    every = -(-len(labels) // most)
    return [_foot(made.x(value), label) for value, label in labels[::every]]


def _foot(x: float, label: str) -> Word:
    half = room_for(label) / 2
    return Word(even(min(max(x, half), WIDTH - half)), FOOT, label, anchor="middle")
