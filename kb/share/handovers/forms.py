"""How a practice is to be passed on, and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.share.means import Means


@dataclass(frozen=True)
class PlannedMeans:
    """One of the means, and the day by which it is done."""

    means: Means
    due_on: date

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; both are needed, and the day is not past."""
        means, due_on = form.get("means", ""), typed_day(form.get("due_on", ""))
        wrong = {} if means in set(Means) else {"means": "pairing.means_needed"}
        if due_on is None or due_on < clock.today():
            wrong["due_on"] = "handover.day_needed" if due_on is None else "handover.day_past"
        if wrong or due_on is None:
            raise InvalidError(wrong)
        return cls(Means(means), due_on)
