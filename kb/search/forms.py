"""What one asks the search: a question, and what to leave out."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, Self

from kb.people.models import Industry
from kb.stages.evidence import Stage

LANGUAGES = ("fi", "en")
LONGEST_QUESTION = 300


class Fields(Protocol):
    """The fields of an address, each with any number of values."""

    def getlist(self, key: str, /) -> list[str]:
        """Return every value of one field."""


@dataclass(frozen=True)
class Question:
    """A question in one's own words, and the stages, industries and languages to keep to."""

    text: str
    stages: tuple[Stage, ...] = ()
    industries: tuple[Industry, ...] = ()
    languages: tuple[str, ...] = ()

    @classmethod
    def parse(cls, fields: Fields) -> Self:
        """Read an address; a filter nobody knows filters nothing."""
        asked = " ".join(" ".join(fields.getlist("q")[:1]).split())
        return cls(
            asked[:LONGEST_QUESTION],
            tuple(stage for stage in Stage if stage in fields.getlist("stage")),
            tuple(one for one in Industry if one in fields.getlist("industry")),
            _known(fields.getlist("language")),
        )

    @property
    def is_filtered(self) -> bool:
        """Say whether anything is left out."""
        return bool(self.stages or self.industries or self.languages)


def _known(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(language for language in LANGUAGES if language in languages)
