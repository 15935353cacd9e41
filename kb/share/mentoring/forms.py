"""What a pair tells of a meeting, and what the learner will do next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.share.pairings.forms import number, numbers, text

LONGEST_HALF = 600

# The form asks for what comes after these words; who writes them as well means the same.
OPENINGS = re.compile(r"^(kun|niin|when|then)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Task:
    """What the learner will do at work: when this happens, then that, by then."""

    practice_id: int
    when: str
    then: str
    due: date | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self | None:
        """Read the agreed task; nothing given is no task, half given is refused."""
        practice, due = number(form.get("task_practice", "")), form.get("task_due", "")
        halves = (text(form, name, LONGEST_HALF) for name in ("task_when", "task_then"))
        when, then = map(_bare, halves)
        if not (practice or when or then or due):
            return None
        wrong = {} if practice else {"task_practice": "session.task_practice_needed"}
        if not then:
            wrong["task_then"] = "session.task_then_needed"
        if due and not typed_day(due):
            wrong["task_due"] = "session.day_unclear"
        if wrong:
            raise InvalidError(wrong)
        return cls(practice, when, then, typed_day(due))


@dataclass(frozen=True)
class SessionNotes:
    """What a meeting went through, and what will be done."""

    held_on: date
    summary: str
    practice_ids: tuple[int, ...] = ()
    task: Task | None = None
    language: str = "fi"

    @classmethod
    def parse(cls, form: Mapping[str, str], practices: Sequence[str], *, language: str) -> Self:
        """Read the notes; the day is not ahead, and something was gone through."""
        held_on, summary = typed_day(form.get("held_on", "")), text(form, "summary")
        wrong = {} if summary else {"summary": "session.summary_needed"}
        if held_on is None or held_on > clock.today():
            wrong["held_on"] = "session.day_unclear" if held_on is None else "session.day_ahead"
        if wrong or held_on is None:
            raise InvalidError(wrong)
        return cls(held_on, summary, numbers(practices), Task.parse(form), language)


def _bare(words: str) -> str:
    return OPENINGS.sub("", words).rstrip(" .")
