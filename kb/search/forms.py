"""What one asks the search: a question, what to keep to, and which page of the answers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

from kb.document.media.models import Medium
from kb.foundation.numbers import whole_number
from kb.people.models import Industry
from kb.practices.models import Area, JourneyStage
from kb.search.limits import Limits
from kb.search.models import Found
from kb.stages.evidence import Stage

LANGUAGES = ("fi", "en")
LONGEST_QUESTION = 300
YES = "1"

Value = TypeVar("Value", bound=str)


class Fields(Protocol):
    """The fields of an address, each with any number of values."""

    def getlist(self, key: str, /) -> list[str]:
        """Return every value of one field."""


@dataclass(frozen=True)
class Question:
    """A question in one's own words, what to keep to, and the page of answers to show."""

    text: str
    limits: Limits = field(default_factory=Limits)
    page: int = 1

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read an address; a limit nobody knows limits nothing."""
        asked = " ".join(" ".join(fields.getlist("q")[:1]).split())
        pages = [number for number in _numbers(fields.getlist("page")) if number]
        return cls(asked[:LONGEST_QUESTION], limits_in(fields), *pages[:1])


def limits_in(fields: Fields) -> Limits:
    """Return what an address keeps to; a value nobody knows limits nothing."""
    return Limits(
        stages=_known(Stage, fields.getlist("stage")),
        industries=_known(Industry, fields.getlist("industry")),
        languages=_known(LANGUAGES, fields.getlist("language")),
        areas=_known(Area, fields.getlist("area")),
        journey_stages=_known(JourneyStage, fields.getlist("journey")),
        media=_known(Medium, fields.getlist("medium")),
        carriers=tuple(dict.fromkeys(_numbers(fields.getlist("carrier")))),
        kinds=_known(Found, fields.getlist("kind")),
        unread=YES in fields.getlist("unread"),
    )


def _known(values: Iterable[Value], said: Sequence[str]) -> tuple[Value, ...]:
    return tuple(value for value in values if value in said)


def _numbers(said: Sequence[str]) -> list[int]:
    numbers = (whole_number(one) for one in said)
    return [one for one in numbers if one is not None]
