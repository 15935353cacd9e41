"""What a pair tells of a meeting: when it will be, what it went through, what is done next."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_numbers
from kb.share.pairings.forms import number, text
from kb.share.times import (
    HOME,
    LONGEST,
    SkippedHourError,
    Times,
    is_zone,
    times_on,
    typed_hour,
)

LONGEST_HALF, LONGEST_PLACE, LONGEST_AGENDA = 600, 200, 2000
UNCLEAR = {
    "day": "session.day_unclear",
    "begins": "session.hour_unclear",
    "ends": "session.hour_unclear",
}
LINK = re.compile(r"https?://[^\s<>\"]+")

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
class MeetingPlan:
    """When and where a meeting will be, and what it is about."""

    times: Times
    place: str = ""
    link: str = ""
    agenda: str = ""
    language: str = "fi"

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the plan; it has a day and hours that are on that day's clock."""
        place, link = (text(form, name, LONGEST_PLACE) for name in ("place", "link"))
        if link and not LINK.fullmatch(link):
            raise InvalidError({"link": "session.link_unclear"})
        agenda = text(form, "agenda", LONGEST_AGENDA)
        return cls(_times(form), " ".join(place.split()), link, agenda, language)


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
        return cls(held_on, summary, whole_numbers(practices), Task.parse(form), language)


def _times(form: Mapping[str, str]) -> Times:
    day, zone = typed_day(form.get("day", "")), form.get("zone", HOME)
    begins, ends = (typed_hour(form.get(name, "")) for name in ("begins", "ends"))
    wrong = {} if is_zone(zone) else {"zone": "session.zone_unknown"}
    given = {"day": day, "begins": begins, "ends": ends}
    wrong |= {name: UNCLEAR[name] for name, one in given.items() if one is None}
    if wrong or day is None or begins is None or ends is None:
        raise InvalidError(wrong)
    try:
        times = times_on(day, begins, ends, zone)
    except SkippedHourError as skipped:
        raise InvalidError({"begins": "session.hour_skipped"}) from skipped
    if not times.starts_at < times.ends_at <= times.starts_at + LONGEST:
        raise InvalidError({"ends": "session.ends_unclear"})
    return times


def _bare(words: str) -> str:
    return OPENINGS.sub("", words).rstrip(" .")
