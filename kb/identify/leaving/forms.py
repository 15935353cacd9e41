"""When somebody leaves, and why that is to be known."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError

LONGEST = 300
FARTHEST = timedelta(days=3 * 365)  # who leaves later need not say it yet


@dataclass(frozen=True)
class LastDay:
    """A last working day, with the purpose in words."""

    day: date
    purpose: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; the day is ahead, but not by many years."""
        day, purpose = typed_day(form.get("day", "")), form.get("purpose", "").strip()
        wrong = _wrong_day(day)
        if len(purpose) > LONGEST:
            wrong["purpose"] = "form.too_long"
        if wrong or day is None:
            raise InvalidError(wrong)
        return cls(day, purpose)


def _wrong_day(day: date | None) -> dict[str, str]:
    if day is None:
        return {"day": "leaving.day_needed"}
    if day < clock.today():
        return {"day": "leaving.day_past"}
    return {"day": "leaving.day_far"} if day > clock.today() + FARTHEST else {}
