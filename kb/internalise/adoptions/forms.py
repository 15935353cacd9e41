"""What somebody tells of taking a practice into use, and of giving it up."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.document.revisions.forms import words_of
from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words
from kb.share.turns.forms import CODE

LONGEST = 2_000


@dataclass(frozen=True)
class Use:
    """Since when, with which customer, and what changed; the story may be left untold."""

    since: date
    customer: str = ""
    story: str = ""
    hidden: bool = False

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; no day ahead, and a customer is a code, never a name."""
        since = typed_day(form.get("since", ""))
        customer, story = words_of(form, "customer"), words_of(form, "story")
        checks = {
            "since": _wrong_day(since),
            "customer": _wrong_code(customer),
            "story": "form.too_long" if len(story) > LONGEST else None,
        }
        wrong = {name: key for name, key in checks.items() if key}
        if wrong or since is None:
            raise InvalidError(wrong)
        return cls(since, customer, story, hidden=form.get("hidden") == "yes")


def reason_in(form: Mapping[str, str]) -> str:
    """Return why somebody gave it up, or raise InvalidError."""
    words = words_of(form, "reason")
    return needed_words(words, "reason", missing="adoption.reason_needed", longest=LONGEST)


def _wrong_day(day: date | None) -> str | None:
    if day is None:
        return "session.day_unclear"
    return "adoption.future" if day > clock.today() else None


def _wrong_code(customer: str) -> str | None:
    known = not customer or CODE.fullmatch(customer)
    return None if known else "adoption.code_needed"
