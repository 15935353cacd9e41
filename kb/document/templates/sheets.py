"""A template's sheet: what a practice begins with, its hints marked as such."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.revisions.models import HINT, PARTS, Text
from kb.foundation.words import Kind

Entry = str | Mapping[str, Sequence[str]]


class Shelf(Kind):
    """What a template is for."""

    PLANS = "plans"
    METRICS = "metrics"
    DEVELOPMENT = "development"
    CARDS = "cards"


@dataclass(frozen=True)
class Sheet:
    """A template in one language: its name, when to use it, and what the writer begins with."""

    name: str
    when: str
    text: Text

    @classmethod
    def of(cls, told: Mapping[str, str | Sequence[Entry]]) -> Self:
        """Lay out what stands in the data file as Markdown, part by part."""
        parts = {part: _markdown(told[part]) for part in PARTS}
        return cls(str(told["name"]), str(told["when"]), Text("", "", **parts))


@dataclass(frozen=True)
class Template:
    """A template by its name in addresses, with a sheet in each language."""

    name: str
    shelf: Shelf
    place: int
    sheets: Mapping[str, Sheet]


def _markdown(entries: str | Sequence[Entry]) -> str:
    return "\n\n".join(_entry(one) for one in entries)


def _entry(entry: Entry) -> str:
    if isinstance(entry, str):
        return _hint(entry)
    return "\n\n".join(
        f"### {heading}\n\n" + "\n>\n".join(_hint(one) for one in hints)
        for heading, hints in entry.items()
    )


def _hint(words: str) -> str:
    return f"> {HINT} {words}"
