"""Curves: shares over time as steps (Kaplan and Meier 1958), and lines by quarter."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.cycle.charts.lettering import LEADING, in_lines, room_for
from kb.cycle.charts.marks import Dot, Drawing, Key, Line, Point, Voice, Word, even
from kb.cycle.charts.scales import (
    BOTTOM,
    FOOT,
    RIGHT,
    Plane,
    feet,
    plane,
    rounded_up,
    share_up,
    ticks,
)

HALF = 0.5
LOOKS = ("solid", "dashed", "dotted")


@dataclass(frozen=True)
class Step:
    """From ``time`` on the share is ``share``, with the band it lies in, if one is known."""

    time: float
    share: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Course:
    """Steps in the order of time, when others left unfinished, and how long was watched."""

    steps: Sequence[Step]
    censored: Sequence[float]
    until: float
    unit: str


@dataclass(frozen=True)
class Series:
    """One line: a number for each period, none where it may not be told."""

    label: str
    numbers: Sequence[float | None]
    stage: str = "none"


def course(watched: Course, voice: Voice) -> Drawing:
    """Draw as steps which share has come to something; whoever was censored is a mark."""
    made, lines, words = plane(max(watched.until, 1.0), 1.0, voice)
    points = [(0.0, 0.0), *((one.time, one.share) for one in watched.steps)]
    half = [_half(made, one.time) for one in watched.steps if one.share >= HALF][:1]
    curve = Line(_stairs(made, points, watched.until), "curve solid", "internalise")
    numbers = feet(made, [(at, f"{at:g}") for at in ticks(made.reach)])
    below = Word(RIGHT, FOOT + LEADING, watched.unit, anchor="end")
    return Drawing(
        FOOT + LEADING + 6,
        lines=[*_band(made, watched), *lines, *half, curve, *_marks(made, watched)],
        words=[*words, *numbers, below],
        rows=[
            (f"{one.time:g} {watched.unit}", [voice.say(one.share)]) for one in watched.steps
        ],
    )


def by_period(
    periods: Sequence[str], series: Sequence[Series], voice: Voice, *, shares: bool = False
) -> Drawing:
    """Draw a line for each series; where a number is not told the line breaks, with a word."""
    most = max((one or 0 for line in series for one in line.numbers), default=0)
    top = share_up(most) if shares else rounded_up(most)
    made, lines, words = plane(max(1, len(periods) - 1), top, voice)
    dots: list[Dot] = []
    for look, line in zip(LOOKS, series, strict=False):
        for run in _runs(made, line.numbers):
            lines.append(Line(run, f"curve {look}", line.stage))
            dots += [Dot(x, y, line.stage) for x, y in run]
    gaps = _gaps(made, periods, series, voice.untold)
    labels = feet(made, [(float(n), label) for n, label in enumerate(periods)])
    return Drawing(
        FOOT + 8,
        lines=lines,
        dots=dots,
        words=[*words, *labels, *gaps],
        keys=[
            Key(line.label, f"curve {look}", line.stage, line=True)
            for look, line in zip(LOOKS, series, strict=False)
        ],
        heads=[line.label for line in series],
        rows=[
            (period, [voice.tell(line.numbers[n]) for line in series])
            for n, period in enumerate(periods)
        ],
    )


def _stairs(made: Plane, points: Sequence[Point], end: float) -> list[Point]:
    """Return the corners of a curve that stays level from each point to the next."""
    corners = [(made.x(points[0][0]), made.y(points[0][1]))]
    for time, share in points[1:]:
        corners += [(made.x(time), corners[-1][1]), (made.x(time), made.y(share))]
    return [*corners, (made.x(end), corners[-1][1])]


def _band(made: Plane, watched: Course) -> list[Line]:
    known = [one for one in watched.steps if one.low is not None and one.high is not None]
    lows = [(0.0, 0.0), *((one.time, one.low or 0.0) for one in known)]
    highs = [(0.0, 0.0), *((one.time, one.high or 0.0) for one in known)]
    high, low = (_stairs(made, points, watched.until) for points in (highs, lows))
    outline = [*high, *reversed(low)]
    return [Line(outline, "band", "internalise", closed=True)] if known else []


def _marks(made: Plane, watched: Course) -> Iterator[Line]:
    for time in watched.censored:
        x, y = made.x(time), made.y(_share_at(watched.steps, time))
        yield Line([(x, y - 6), (x, y + 6)], "tick", "internalise")


def _half(made: Plane, time: float) -> Line:
    corner = (made.x(time), made.y(HALF))
    return Line([(made.left, corner[1]), corner, (corner[0], BOTTOM)], "half")


def _share_at(steps: Sequence[Step], time: float) -> float:
    return next((one.share for one in reversed(steps) if one.time <= time), 0.0)


def _runs(made: Plane, numbers: Sequence[float | None]) -> Iterator[list[Point]]:
    run: list[Point] = []
    for place, number in enumerate([*numbers, None]):
        if number is not None:
            run.append((made.x(place), made.y(number)))
        elif run:
            yield run
            run = []


def _gaps(
    made: Plane, periods: Sequence[str], series: Sequence[Series], untold: str
) -> Iterator[Word]:
    """Say once for every stretch of periods of which no line may be told that it is so."""
    missing = [all(line.numbers[n] is None for line in series) for n in range(len(periods))]
    widest = max(map(room_for, untold.split()))
    starts = [n for n, gone in enumerate(missing) if gone and not (n and missing[n - 1])]
    for start in starts:
        last = next((n for n in range(start, len(periods)) if not missing[n]), len(periods)) - 1
        middle = made.x((start + last) / 2)
        lines = in_lines(untold, max(widest, made.x(last) - made.x(start)))
        half = max(map(room_for, lines)) / 2
        x = even(min(max(middle, made.left + half), RIGHT + 12 - half))
        for n, line in enumerate(reversed(lines)):
            yield Word(x, BOTTOM - 8 - LEADING * n, line, "untold", "middle")
