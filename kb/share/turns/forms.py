"""What two tell of a turn: the goal first, then who, when, and with which customers."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.document.revisions.forms import words_of
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.share.repertoire.forms import Aim
from kb.share.turns.models import TurnKind

LONGEST_LINE = 300
MOST_ITEMS = 60
# A customer is an industry and a number, never a name: Energia-07.
CODE = re.compile(r"[^\W\d_]+-\d{1,4}")


@dataclass(frozen=True)
class Period:
    """From when to when, both days with it."""

    begins_on: date
    ends_on: date

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the two days; the last is not before the first."""
        begins, ends = (typed_day(form.get(name, "")) for name in ("begins_on", "ends_on"))
        wrong = _wrong_days(begins, ends)
        if wrong or begins is None or ends is None:
            raise InvalidError(wrong)
        return cls(begins, ends)


@dataclass(frozen=True)
class TurnPlan:
    """Who does whose work, from when to when."""

    aim: Aim
    kind: TurnKind
    owner_id: int
    doer_id: int
    begins_on: date
    ends_on: date
    accounts: str = ""
    from_work: str = ""
    to_work: str = ""
    items: tuple[str, ...] = ()

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; the goal comes before the means (R4), customers are codes."""
        aim, kind = Aim.parse(form), form.get("kind", "")
        owner, doer = (whole_number(form.get(name, "")) or 0 for name in ("owner", "doer"))
        begins, ends = (typed_day(form.get(name, "")) for name in ("begins_on", "ends_on"))
        lines = {name: " ".join(words_of(form, name).split()) for name in LINES}
        wrong = {
            **_wrong_people(kind, owner, doer),
            **_wrong_days(begins, ends),
            **_wrong_lines(kind, lines),
        }
        items = tuple(
            line.strip() for line in words_of(form, "items").split("\n") if line.strip()
        )
        if len(items) > MOST_ITEMS or any(len(one) > LONGEST_LINE for one in items):
            wrong["items"] = "form.too_long"
        if wrong or begins is None or ends is None:
            raise InvalidError(wrong)
        return cls(aim, TurnKind(kind), owner, doer, begins, ends, **lines, items=items)


LINES = ("accounts", "from_work", "to_work")


def _wrong_people(kind: str, owner: int, doer: int) -> dict[str, str]:
    wrong = {} if kind in set(TurnKind) else {"kind": "practice.choice_unknown"}
    if not owner:
        wrong["owner"] = "turn.owner_needed"
    if not doer:
        wrong["doer"] = "turn.doer_needed"
    return wrong | ({"doer": "turn.same_person"} if owner and owner == doer else {})


def _wrong_days(begins: date | None, ends: date | None) -> dict[str, str]:
    days = {"begins_on": begins, "ends_on": ends}
    wrong = {name: "session.day_unclear" for name, day in days.items() if day is None}
    if begins and ends and ends < begins:
        wrong["ends_on"] = "turn.ends_before"
    return wrong


def _wrong_lines(kind: str, lines: Mapping[str, str]) -> dict[str, str]:
    wrong = {name: "form.too_long" for name, line in lines.items() if len(line) > LONGEST_LINE}
    codes = [one.strip() for one in lines["accounts"].split(",")]
    if kind == TurnKind.COVERING and not all(map(CODE.fullmatch, codes)):
        wrong["accounts"] = "turn.codes_needed"
    if kind == TurnKind.ROTATION:
        missing = {name for name in ("from_work", "to_work") if not lines[name]}
        wrong |= dict.fromkeys(missing, "turn.work_needed")
    return wrong


def line(form: Mapping[str, str], name: str) -> str:
    """Return one line; a longer one is refused."""
    words = " ".join(words_of(form, name).split())
    if len(words) > LONGEST_LINE:
        raise InvalidError({name: "form.too_long"})
    return words
