"""Whole numbers as they come in a form or an address."""

from collections.abc import Sequence

DIGITS = 9  # as many as fit any column


def whole_number(raw: str, *, digits: int = DIGITS) -> int | None:
    """Return the number that ``raw`` is, if it is nothing but at most so many digits."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= digits else None


def whole_numbers(raw: Sequence[str]) -> tuple[int, ...]:
    """Return what several choices stand for, each once; what is no choice is left out."""
    return tuple(dict.fromkeys(found for one in raw if (found := whole_number(one))))
