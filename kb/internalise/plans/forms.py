"""What a learner intends, in the words of an if-then plan; and what an explaining showed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.share.mentoring.forms import OPENINGS

LONGEST = 600
LONGEST_SENTENCE = 300


@dataclass(frozen=True)
class Intention:
    """When this happens, or by that day, I do that; by which means, and explained to whom."""

    when: str
    then: str
    due_on: date | None
    means: str | None = None
    teach_back: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; what one does is demanded, and a situation or a day."""
        when, then = (_bare(form.get(half, "")) for half in ("when", "then"))
        raw, said = form.get("due_on", "").strip(), form.get("teach_back", "")
        due_on = typed_day(raw)
        checks = {
            "when": _wrong_situation(when, raw),
            "then": _wrong_deed(then),
            "due_on": "plan.day_unknown" if raw and due_on is None else None,
            "teach_back": "teach_back.not_a_carrier" if said and not _number(said) else None,
        }
        if wrong := {name: key for name, key in checks.items() if key}:
            raise InvalidError(wrong, longest=LONGEST)
        return cls(when, then, due_on, form.get("means") or None, _number(said))


@dataclass(frozen=True)
class Retelling:
    """When a learner explained it, and what was missing, in one sentence."""

    held_on: date
    missed: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; the day is not ahead, and that nothing was missing is said too."""
        day, missed = (
            typed_day(form.get("held_on", "")),
            " ".join(form.get("missed", "").split()),
        )
        checks = {
            "held_on": None if day and day <= clock.today() else "teach_back.day_needed",
            "missed": None if missed else "teach_back.sentence_needed",
        }
        if len(missed) > LONGEST_SENTENCE:
            checks["missed"] = "teach_back.one_sentence"
        wrong = {name: key for name, key in checks.items() if key}
        if wrong or day is None:
            raise InvalidError(wrong, longest=LONGEST_SENTENCE)
        return cls(day, missed)


def _number(said: str) -> int | None:
    return whole_number(said) or None


def _bare(words: str) -> str:
    """Leave out the words that the form says itself."""
    return OPENINGS.sub("", " ".join(words.split())).rstrip(" .")


def _wrong_situation(when: str, day: str) -> str | None:
    if not when and not day:
        return "plan.situation_or_day"
    return "plan.too_long" if len(when) > LONGEST else None


def _wrong_deed(then: str) -> str | None:
    if not then:
        return "plan.deed_needed"
    return "plan.too_long" if len(then) > LONGEST else None
