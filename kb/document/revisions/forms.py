"""What somebody writes: the wording, where the practice belongs, whose knowledge it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from kb.document.revisions.models import PARTS, Text
from kb.foundation.errors import DomainError, InvalidError
from kb.foundation.markdown import render
from kb.practices.forms import LONGEST_TITLE

LONGEST_READERS_WORDS = 1_000
LONGEST_NOTE = 300
SHORT_TITLE = 80
ME = "me"


@dataclass(frozen=True)
class Wording:
    """A text with its parts rendered, before any transaction is opened."""

    text: Text
    rendered: Mapping[str, str]
    change_note: str = ""
    base_id: int | None = None

    @classmethod
    def parse(cls, form: Mapping[str, str], *, slug: str | None = None) -> Self:
        """Read and render the writing form; refuse what is missing or too much."""
        parts = {part: form.get(part, "").replace("\r\n", "\n").strip() for part in PARTS}
        title = " ".join(form.get("title", "").split())
        readers_words = form.get("readers_words", "").replace("\r\n", "\n").strip()
        _check(title, readers_words)
        text = Text(title, readers_words, **parts)
        note = form.get("change_note", "").strip()[:LONGEST_NOTE]
        return cls(text, rendered(text, slug=slug), note, number_of(form.get("base", "")))


def rendered(text: Text, *, slug: str | None = None) -> dict[str, str]:
    """Render every part; a refusal says which part it is about."""
    found: dict[str, str] = {}
    for part, source in text.parts.items():
        try:
            found[part] = render(source, link=_titled, image=lambda name: _file(slug, name))
        except DomainError as refused:
            raise InvalidError({part: refused.key}, **refused.values) from refused
    return found


def _check(title: str, readers_words: str) -> None:
    wrong = {}
    if not title:
        wrong["title"] = "practice.title_needed"
    if len(title) > LONGEST_TITLE:
        wrong["title"] = "practice.title_too_long"
    if len(readers_words) > LONGEST_READERS_WORDS:
        wrong["readers_words"] = "revision.readers_words_too_long"
    if wrong:
        raise InvalidError(wrong, longest=LONGEST_TITLE)


def number_of(raw: str) -> int | None:
    """Return the number that ``raw`` is, if it is one that fits a column."""
    return int(raw) if raw.isdecimal() and len(raw) < 16 else None  # noqa: PLR2004 - fits a column


def _titled(title: str) -> str:
    """Return the address that finds a practice by its title when it is followed.

    Resolved at the click and not here: so the link works for a practice that is named
    later, and shows nobody what they may not see.
    """
    return f"/practices/titled/{quote(title, safe='')}"


def _file(slug: str | None, name: str) -> str | None:
    base = name.rsplit("/", 1)[-1]
    return f"/practices/{slug}/files/{quote(base, safe='')}" if slug and base else None
