"""What a learner intends, in the words of an if-then plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.share.mentoring.forms import OPENINGS

LONGEST = 600


@dataclass(frozen=True)
class Intention:
    """When this happens, then I do that, by a day if there is one."""

    when: str
    then: str
    due_on: date | None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; both halves are demanded, the day is not."""
        when, then = (_bare(form.get(half, "")) for half in ("when", "then"))
        raw = form.get("due_on", "").strip()
        due_on = typed_day(raw)
        wrong = {
            name: key for name, key in (("when", _wrong(when)), ("then", _wrong(then))) if key
        }
        if raw and due_on is None:
            wrong["due_on"] = "plan.day_unknown"
        if wrong:
            raise InvalidError(wrong, longest=LONGEST)
        return cls(when, then, due_on)


def _bare(words: str) -> str:
    """Leave out the words that the form says itself."""
    return OPENINGS.sub("", " ".join(words.split())).rstrip(" .")


def _wrong(half: str) -> str | None:
    if not half:
        return "plan.both_needed"
    return "plan.too_long" if len(half) > LONGEST else None
