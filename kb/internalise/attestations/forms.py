"""What is typed when an attestation is asked for, said, declined or revoked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.document.revisions.forms import words_of
from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.needed import needed_words
from kb.foundation.numbers import whole_number
from kb.internalise.attestations.levels import Level

LONGEST = 2_000
USUAL_MONTHS, MOST_MONTHS = 24, 60


@dataclass(frozen=True)
class Request:
    """Whom one asks, and what one wants to say of oneself."""

    attester_id: int
    words: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; one of those who can do it is to be chosen."""
        chosen, words = whole_number(form.get("attester", "")) or 0, words_of(form, "words")
        wrong = {} if chosen else {"attester": "attestation.attester_needed"}
        if len(words) > LONGEST:
            wrong["words"] = "form.too_long"
        if wrong:
            raise InvalidError(wrong)
        return cls(chosen, words)


@dataclass(frozen=True)
class Judgement:
    """At which level, until when, and what was seen."""

    level: Level
    valid_until: date
    words: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> Self:
        """Read the form; a level is to be chosen, and a day ahead within five years."""
        level, until = form.get("level", ""), typed_day(form.get("valid_until", ""))
        words = words_of(form, "answer")
        checks = {
            "level": None if level in set(Level) else "attestation.level_needed",
            "valid_until": _wrong_day(until),
            "answer": "form.too_long" if len(words) > LONGEST else None,
        }
        wrong = {name: key for name, key in checks.items() if key}
        if wrong or until is None:
            raise InvalidError(wrong)
        return cls(Level(level), until, words)


def usual_day() -> date:
    """Return until when an attestation usually holds: two years."""
    return clock.months_after(clock.today(), USUAL_MONTHS)


def last_day() -> date:
    """Return the last day that may be chosen: in five years."""
    return clock.months_after(clock.today(), MOST_MONTHS)


def reason_in(form: Mapping[str, str]) -> str:
    """Return the reason given, or raise InvalidError; nobody is told no without one."""
    words = words_of(form, "reason")
    return needed_words(words, "reason", missing="attestation.reason_needed", longest=LONGEST)


def _wrong_day(day: date | None) -> str | None:
    if day is None:
        return "session.day_unclear"
    return None if clock.today() < day <= last_day() else "attestation.day_ahead"
