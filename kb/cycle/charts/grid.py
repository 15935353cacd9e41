"""A heat grid: a number in each cell, the darker the larger."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.cycle.charts.lettering import LEADING, in_lines
from kb.cycle.charts.marks import WIDTH, Box, Drawing, Voice, Word, even, share_of

HEAD = 150.0
LEVELS = 4
LEAST_HEIGHT = 40.0
EDGE = 2.5


@dataclass(frozen=True)
class GridLine:
    """One row of cells; none stands where a number may not be told."""

    label: str
    numbers: Sequence[float | None]


def grid(
    columns: Sequence[str], rows: Sequence[GridLine], voice: Voice, *, risky: int = 0
) -> Drawing:
    """Draw the cells under their heads; the first ``risky`` columns are drawn as a risk."""
    across = (WIDTH - HEAD) / max(1, len(columns))
    most = max((one or 0 for row in rows for one in row.numbers), default=0)
    words, y = _heads(columns, across)
    untold = len(in_lines(voice.untold, across - 4))
    boxes: list[Box] = []
    for row in rows:
        lines = in_lines(row.label, HEAD - 10)
        deep = max(len(lines), untold if None in row.numbers else 0)
        height = max(LEAST_HEIGHT, LEADING * deep + 10)
        top = y + (height - LEADING * len(lines)) / 2
        words += [Word(0, even(top + LEADING * n - 4), one) for n, one in enumerate(lines, 1)]
        for column, number in enumerate(row.numbers):
            look = _look(number, most, risk=column < risky)
            cell = Box(even(HEAD + across * column), y, even(across), height, look)
            boxes.append(cell if number is not None else _inset(cell))
            words += _in_cell(voice.tell(number), cell)
        y += height
    told = [(row.label, [voice.tell(one) for one in row.numbers]) for row in rows]
    return Drawing(max(LEAST_HEIGHT, y), boxes, words=words, heads=columns, rows=told)


def level_of(number: float, most: float) -> int:
    """Return how dark a cell is, from none to the darkest; what is there is never none."""
    return -int(-(share_of(number, most) * LEVELS) // 1)


def _look(number: float | None, most: float, *, risk: bool) -> str:
    if number is None:
        return "gap"
    return f"cell{' risk' if risk else ''} w{level_of(number, most)}"


def _inset(cell: Box) -> Box:
    """Return a cell drawn a little smaller, so that its dashes are not its neighbours'."""
    width, height = even(cell.width - 2 * EDGE), even(cell.height - 2 * EDGE)
    return Box(cell.x + EDGE, cell.y + EDGE, width, height, cell.look)


def _heads(columns: Sequence[str], across: float) -> tuple[list[Word], float]:
    broken = [in_lines(column, across - 4) for column in columns]
    deep = max(map(len, broken), default=0)
    words = [
        Word(
            even(HEAD + across * (column + 0.5)),
            LEADING * (deep - len(lines) + n) - 4,
            line,
            anchor="middle",
        )
        for column, lines in enumerate(broken)
        for n, line in enumerate(lines, start=1)
    ]
    return words, LEADING * deep + 4


def _in_cell(text: str, cell: Box) -> list[Word]:
    untold = cell.look == "gap"
    lines = in_lines(text, cell.width - 4) if untold else [text]
    top = cell.y + (cell.height - LEADING * len(lines)) / 2
    look = "" if untold else f"big on-{cell.look.rpartition(' ')[2]}"
    middle = even(cell.x + cell.width / 2)
    return [
        Word(middle, even(top + LEADING * n - 4), line, look, "middle")
        for n, line in enumerate(lines, start=1)
    ]
