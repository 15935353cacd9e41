"""What somebody writes: the wording, where the practice belongs, whose knowledge it is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Self
from urllib.parse import quote

from kb.document.revisions.models import PARTS, Text
from kb.foundation.errors import DomainError, InvalidError
from kb.foundation.markdown import check_length, render
from kb.foundation.numbers import whole_number
from kb.practices.forms import LONGEST_TITLE

LONGEST_READERS_WORDS = 1_000
LONGEST_NOTE = 300
CORRECTION: Final = "correction"
LONGEST_SHEET = 32
LONGEST_NUMBER = 15


@dataclass(frozen=True)
class Wording:
    """A text with its parts rendered, before any transaction is opened.

    ``version`` and ``sheet`` say on which save of the draft it was written and on which page;
    a wording that comes from no form has neither and takes the place of whatever there is.
    """

    text: Text
    rendered: Mapping[str, str]
    change_note: str = ""
    base_id: int | None = None
    correction: bool = False
    version: int | None = None
    sheet: str = ""

    @classmethod
    def parse(cls, form: Mapping[str, str], *, slug: str | None = None) -> Self:
        """Read and render the writing form; refuse what is missing or too much."""
        text = text_in(form)
        return cls._of(form, text, rendered(text, slug=slug))

    @classmethod
    def unrendered(cls, form: Mapping[str, str]) -> Self:
        """Read the form as a draft needs it: nobody else sees it yet, so only size counts."""
        text = text_in(form)
        for part, source in text.parts.items():
            _fits(part, source)
        return cls._of(form, text, {})

    @classmethod
    def _of(cls, form: Mapping[str, str], text: Text, rendered: Mapping[str, str]) -> Self:
        return cls(
            text,
            rendered,
            words_of(form, "change_note")[:LONGEST_NOTE],
            number_of(form.get("base", "")),
            form.get("change") == CORRECTION,
            number_of(form.get("version", "")),
            form.get("sheet", "")[:LONGEST_SHEET],
        )


def text_in(form: Mapping[str, str]) -> Text:
    """Read the words of the writing form; refuse a missing or overlong name."""
    parts = {part: words_of(form, part) for part in PARTS}
    title = " ".join(words_of(form, "title").split())
    readers_words = words_of(form, "readers_words")
    _check(title, readers_words)
    return Text(title, readers_words, **parts)


def rendered(text: Text, *, slug: str | None = None) -> dict[str, str]:
    """Render every part; a refusal says which part it is about."""
    found: dict[str, str] = {}
    for part, source in text.parts.items():
        try:
            found[part] = part_rendered(source, slug=slug)
        except DomainError as refused:
            raise InvalidError({part: refused.key}, **refused.values) from refused
    return found


def part_rendered(source: str, *, slug: str | None) -> str:
    """Render one part of the practice at ``slug``."""
    return render(source, link=_titled, image=lambda name: _file(slug, name))


def words_of(form: Mapping[str, str], name: str) -> str:
    """Return what was typed into a field; NUL, which no text holds, is shown as such."""
    typed = form.get(name, "")
    return typed.replace("\r\n", "\n").replace("\0", "\N{REPLACEMENT CHARACTER}").strip()


def _fits(part: str, source: str) -> None:
    try:
        check_length(source)
    except DomainError as refused:
        raise InvalidError({part: refused.key}, **refused.values) from refused


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
    return whole_number(raw, digits=LONGEST_NUMBER)


def _titled(title: str) -> str:
    """Return the address that finds a practice, or ``@`` a person, when it is followed.

    Resolved at the click and not here: so the link works for a practice that is named
    later, and shows nobody what they may not see.
    """
    if title.startswith("@") and title[1:].strip():
        return f"/people/named/{quote(title[1:].strip(), safe='')}"
    return f"/practices/titled/{quote(title, safe='')}"


def _file(slug: str | None, name: str) -> str | None:
    base = name.rsplit("/", 1)[-1]
    return f"/practices/{slug}/files/{quote(base, safe='')}" if slug and base else None
