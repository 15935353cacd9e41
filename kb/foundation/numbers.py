"""Whole numbers as they come in a form or an address."""

DIGITS = 9  # as many as fit any column


def whole_number(raw: str, *, digits: int = DIGITS) -> int | None:
    """Return the number that ``raw`` is, if it is nothing but at most so many digits."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) <= digits else None
