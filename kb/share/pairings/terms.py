"""What is typed into an agreement, and until when a pair rests."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Self

from kb.foundation import clock
from kb.foundation.days import typed_day
from kb.foundation.errors import InvalidError
from kb.foundation.numbers import whole_number
from kb.share.pairings.forms import text


@dataclass(frozen=True)
class Terms:
    """How often, until when, what is left out and what stays between them."""

    rhythm: str
    ends_on: date
    confidentiality: str
    not_discussed: str = ""
    meetings_planned: int | None = None
    language: str = "fi"

    @classmethod
    def parse(cls, form: Mapping[str, str], *, language: str) -> Self:
        """Read the agreement; it has a rhythm, a last day to come, and what stays between."""
        rhythm, confidentiality = text(form, "rhythm"), text(form, "confidentiality")
        ends_on, meetings = typed_day(form.get("ends_on", "")), form.get("meetings", "").strip()
        needed = {
            "rhythm": ("agreement.rhythm_needed", rhythm),
            "ends_on": ("agreement.end_unclear", ends_on),
            "confidentiality": ("agreement.confidentiality_needed", confidentiality),
            "meetings": ("agreement.meetings_unclear", not meetings or _count(meetings)),
        }
        wrong = {name: key for name, (key, there) in needed.items() if not there}
        if ends_on and ends_on < clock.today():
            wrong["ends_on"] = "agreement.end_passed"
        if wrong or ends_on is None:
            raise InvalidError(wrong)
        left_out = text(form, "not_discussed")
        return cls(rhythm, ends_on, confidentiality, left_out, _count(meetings), language)


def pause_of(form: Mapping[str, str]) -> date:
    """Read until when a pair rests: a day to come."""
    until = typed_day(form.get("paused_until", ""))
    if until is None or until <= clock.today():
        raise InvalidError({"paused_until": "pairing.pause_ahead"})
    return until


def _count(raw: str) -> int | None:
    return whole_number(raw, digits=2) or None
