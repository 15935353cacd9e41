"""What is told of an event: a plan with its goal first, when it meets, what came of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Self

from kb.document.revisions.forms import words_of
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number, whole_numbers
from kb.practices.models import Audience
from kb.share.events.models import Part
from kb.share.repertoire.forms import Aim
from kb.share.times import SkippedHourError, moment_on, typed_hour

LONGEST_NAME = 120
LONGEST_PLACE = 200
LONGEST_WORDS = 4000
SHORTEST, LONGEST_MINUTES = 5, 12 * 60
TWO = 2


@dataclass(frozen=True)
class When:
    """Day, time, length and place of one meeting."""

    starts_at: datetime
    minutes: int = 60
    place: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read day and hour as the clock on the wall in Helsinki shows them."""
        day, hour = typed_day(form.get("day", "")), typed_hour(form.get("time", ""))
        minutes, place = whole_number(form.get("minutes", "")) or 0, words_of(form, "place")
        wrong = {} if day else {"day": "session.day_unclear"}
        if hour is None:
            wrong["time"] = "session.hour_unclear"
        if not SHORTEST <= minutes <= LONGEST_MINUTES:
            wrong["minutes"] = "event.minutes_unclear"
        if len(place) > LONGEST_PLACE:
            wrong["place"] = "form.too_long"
        if wrong or day is None or hour is None:
            raise InvalidError(wrong)
        try:
            return cls(moment_on(day, hour), minutes, place)
        except SkippedHourError as skipped:
            raise InvalidError({"time": "session.hour_skipped"}) from skipped


@dataclass(frozen=True)
class About:
    """What an event is called, is for, goes through, and who may see it."""

    name: str
    aim: Aim
    means: str
    practice_ids: tuple[int, ...] = ()
    audience: Audience = Audience.EVERYONE
    board_id: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str], practices: Sequence[str]) -> Self:
        """Read the form; the goal comes before the means, and both are needed (R4)."""
        aim = Aim.parse(form)
        name, means = " ".join(words_of(form, "name").split()), form.get("means", "")
        audience = form.get("audience", Audience.EVERYONE)
        checks = {
            "name": ("event.name_needed", bool(name)),
            "means": ("pairing.means_needed", bool(means)),
            "audience": ("practice.choice_unknown", audience in set(Audience)),
        }
        wrong = {field: key for field, (key, right) in checks.items() if not right}
        if len(name) > LONGEST_NAME:
            wrong["name"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        board = whole_number(form.get("board", ""))
        return cls(name, aim, means, whole_numbers(practices), Audience(audience), board)


@dataclass(frozen=True)
class Yes:
    """In which part somebody comes, and why."""

    part: Part
    motivation: str

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a motivation is needed, for both sides want it."""
        part, motivation = form.get("part", Part.TAKES_PART), limited(form, "motivation")
        wrong = {} if part in set(Part) else {"part": "practice.choice_unknown"}
        if not motivation:
            wrong["motivation"] = "event.motivation_needed"
        if wrong:
            raise InvalidError(wrong)
        return cls(Part(part), motivation)


@dataclass(frozen=True)
class Record:
    """What a meeting went through, who was there and what came of it."""

    summary: str
    practice_ids: tuple[int, ...]
    person_ids: tuple[int, ...]

    @classmethod
    def parse(
        cls, form: Mapping[str, str], practices: Sequence[str], people: Sequence[str]
    ) -> Self:
        """Read the form; it takes two to share, and a line tells what came of it."""
        summary, there = limited(form, "summary"), whole_numbers(people)
        wrong = {} if summary else {"summary": "session.summary_needed"}
        if len(there) < TWO:
            wrong["people"] = "event.two_needed"
        if wrong:
            raise InvalidError(wrong)
        return cls(summary, whole_numbers(practices), there)


def reason(form: Mapping[str, str]) -> str:
    """Return why an event is not held; without a reason it is refused."""
    words = limited(form, "reason")
    if not words:
        raise InvalidError({"reason": "event.reason_needed"})
    return words


def takeaway(form: Mapping[str, str]) -> str:
    """Return what somebody takes along; nothing at all is refused."""
    words = limited(form, "takeaway")
    if not words:
        raise InvalidError({"takeaway": "event.takeaway_needed"})
    return words


def limited(form: Mapping[str, str], name: str) -> str:
    """Return a field's words; too many are refused rather than cut."""
    words = words_of(form, name)
    if len(words) > LONGEST_WORDS:
        raise InvalidError({name: "form.too_long"})
    return words
