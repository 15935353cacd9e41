"""How much room words take, told without a browser, and how they are broken into lines."""

from collections.abc import Iterator

SIZE = 14.0  # the largest a chart's words are set, on the phone
LEADING = 17.0
NARROW, WIDE, CAPITAL, OTHER = 0.34, 0.92, 0.74, 0.58  # in sizes of the type, rather too wide


def room_for(text: str) -> float:
    """Return how wide the words are at most."""
    return SIZE * sum(map(_width, text))


def in_lines(text: str, width: float) -> list[str]:
    """Return the words in lines no wider than ``width``; a word that is wider is broken."""
    lines = [""]
    for part in _parts(text, width):
        longer = f"{lines[-1]} {part}".strip()
        if room_for(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return [line for line in lines if line]


def _parts(text: str, width: float) -> Iterator[str]:
    for word in text.split():
        rest = word
        while room_for(rest) > width and len(rest) > 1:
            fits = _fitting(rest, width)
            yield f"{rest[:fits]}-"
            rest = rest[fits:]
        yield rest


def _fitting(word: str, width: float) -> int:
    """Return how many letters stand in a line with a hyphen after them, at least one.

    A letter alone is left to the next line only where no more than that would fit.
    """
    fits = [n for n in range(1, len(word)) if room_for(f"{word[:n]}-") <= width]
    return max((n for n in fits if n < len(word) - 1), default=max(fits, default=1))


def _width(letter: str) -> float:
    if letter in "iljtfr.,:;'|!()[]/- ":
        return NARROW
    if letter in "mwMW@%–—" or (not letter.isascii() and letter not in "äöåÄÖÅ"):
        return WIDE
    return CAPITAL if letter.isupper() else OTHER
