"""Days as browsers send them."""

from datetime import date


def typed_day(raw: str) -> date | None:
    """Return the day written as 2027-04-15, or nothing when it is none."""
    try:
        return date.fromisoformat(raw.strip())
    except ValueError:
        return None
