"""What one chooses for the upkeep of a practice: its owner, and how often it is reviewed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.forms import number_of
from kb.foundation.errors import InvalidError

INTERVALS = (3, 6, 12, 24)  # months


@dataclass(frozen=True)
class Upkeep:
    """The owner's number, and every how many months; without one, as everywhere."""

    owner: int
    months: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; an owner is needed."""
        owner, said = number_of(form.get("owner", "")), form.get("months", "")
        wrong = {} if owner else {"owner": "upkeep.owner_needed"}
        if said and number_of(said) not in INTERVALS:
            wrong["months"] = "practice.choice_unknown"
        if wrong or owner is None:
            raise InvalidError(wrong)
        return cls(owner, number_of(said))
