"""What somebody writes: the wording, where the practice belongs, whose knowledge it is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote

from kb.document.attachments.pictures import Picture, read_picture
from kb.document.media.forms import MediumChoice
from kb.document.revisions.models import PARTS, Text
from kb.foundation.errors import DomainError, InvalidError
from kb.foundation.markdown import render
from kb.practices.forms import LONGEST_TITLE, Naming

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
        return cls(text, rendered(text, slug=slug), note, _number(form.get("base", "")))


@dataclass(frozen=True)
class Writing:
    """What one press of a button keeps: the wording, the medium, a picture."""

    wording: Wording
    medium: MediumChoice | None
    picture: Picture | None

    @classmethod
    def parse(cls, form: Mapping[str, str], name: str, content: bytes, *, slug: str) -> Self:
        """Read the form and the file that came along, if any."""
        picture = read_picture(name, content) if content else None
        return cls(Wording.parse(form, slug=slug), MediumChoice.parse(form), picture)


@dataclass(frozen=True)
class NewPractice:
    """Everything the first form asks: the name, the text, the medium, whose it is."""

    naming: Naming
    wording: Wording
    medium: MediumChoice | None
    holder: str
    note_id: int | None

    @classmethod
    def parse(
        cls, form: Mapping[str, str], industries: Sequence[str], areas: Sequence[str]
    ) -> Self:
        """Read the form; ``holder`` is ``me``, somebody's number, or empty when not known."""
        holder = form.get("holder", ME)
        if holder not in {ME, ""} and _number(holder) is None:
            raise InvalidError({"holder": "practice.choice_unknown"})
        return cls(
            naming_of(form, industries, areas),
            Wording.parse(form),
            MediumChoice.parse(form),
            holder,
            _number(form.get("note", "")),
        )


def naming_of(
    form: Mapping[str, str], industries: Sequence[str], areas: Sequence[str]
) -> Naming:
    """Read what the practice is called and where it belongs."""
    return Naming.of(
        form.get("title", ""),
        form.get("summary", ""),
        form.get("language", "fi"),
        industries=industries,
        areas=areas,
        journey_stage=form.get("journey_stage", ""),
        tags=form.get("tags", ""),
    )


def rendered(text: Text, *, slug: str | None = None) -> dict[str, str]:
    """Render every part; a refusal says which part it is about."""
    found: dict[str, str] = {}
    for part, source in text.parts.items():
        try:
            found[part] = render(source, link=_titled, image=lambda name: _file(slug, name))
        except DomainError as refused:
            raise InvalidError({part: refused.key}, **refused.values) from refused
    return found


def text_of_note(question: str, advice: str) -> Text:
    """Return a sparring note's words where they belong in a practice."""
    first = question.strip().rstrip("?").split("\n")[0]
    short = first if len(first) <= SHORT_TITLE else first[:SHORT_TITLE].rsplit(" ", 1)[0] + "…"
    return Text(short, question.strip(), action=advice.strip())


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


def _number(raw: str) -> int | None:
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
