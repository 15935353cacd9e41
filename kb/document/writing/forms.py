"""What the writing form says: whose knowledge, in which form, with which files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.attachments.intake import File
from kb.document.media.forms import MediumChoice
from kb.document.methods.forms import MannerSoFar
from kb.document.revisions.forms import Wording, number_of
from kb.document.revisions.models import PARTS, Text
from kb.document.revisions.text import HINT_LINE
from kb.foundation.errors import DomainError, InvalidError
from kb.practices.forms import Naming

SHORT_TITLE = 80
ME = "me"


@dataclass(frozen=True)
class Writing:
    """What one press of a button keeps: the wording, the medium, files; and which go."""

    wording: Wording
    medium: MediumChoice | None
    files: Sequence[File] = ()
    removed: Sequence[str] = ()
    restored: Sequence[str] = ()
    manner: MannerSoFar | None = None

    @classmethod
    def parse(
        cls,
        form: Mapping[str, str],
        files: Sequence[File] = (),
        *,
        slug: str,
        lists: Callable[[str], Sequence[str]] = lambda _name: (),
    ) -> Self:
        """Read the form, ``lists`` for what is ticked; its files have been judged already."""
        wording, medium = Wording.parse(form, slug=slug), MediumChoice.parse(form)
        manner = MannerSoFar.parse(form, lists("with_whom"))
        return cls(wording, medium, files, lists("remove"), lists("restore"), manner)


@dataclass(frozen=True)
class NewPractice:
    """Everything the first form asks: the name, the text, the medium, whose it is."""

    naming: Naming
    wording: Wording
    medium: MediumChoice | None
    holder: str
    note_id: int | None
    need_id: int | None = None
    answer_id: int | None = None
    manner: MannerSoFar | None = None

    @classmethod
    def parse(
        cls,
        form: Mapping[str, str],
        industries: Sequence[str],
        areas: Sequence[str],
        with_whom: Sequence[str] = (),
    ) -> Self:
        """Read the form; ``holder`` is ``me``, somebody's number, or empty when not known."""
        holder = form.get("holder", ME)
        if holder not in {ME, ""} and number_of(holder) is None:
            raise InvalidError({"holder": "practice.choice_unknown"})
        return cls(
            naming_of(form, industries, areas),
            Wording.parse(form),
            MediumChoice.parse(form),
            holder,
            number_of(form.get("note", "")),
            number_of(form.get("need", "")),
            number_of(form.get("answer", "")),
            MannerSoFar.parse(form, with_whom),
        )

    @classmethod
    def begun(
        cls, form: Mapping[str, str], industries: Sequence[str], areas: Sequence[str]
    ) -> Self:
        """Read what is there so far; without a name it is called by its first words."""
        if not form.get("sheet"):
            raise DomainError("form.invalid")
        named = {**form, "title": form.get("title", "").strip() or _first_words(form)}
        naming = naming_of(named, industries, areas)
        return cls(naming, Wording.unrendered(named), None, ME, None)


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


def text_of_note(question: str, advice: str) -> Text:
    """Return a sparring note's words where they belong in a practice."""
    return Text(_short(question), question.strip(), action=advice.strip())


def text_of_need(question: str, query: str = "", answer: str = "") -> Text:
    """Return the words of a need, and of its short answer, where they belong in a practice.

    What was searched in vain is kept among the reader's words, so that it finds the practice.
    """
    asked = question.strip()
    words = dict.fromkeys(filter(None, (asked, query.strip())))
    return Text(_short(question), "\n".join(words), situation=asked, action=answer.strip())


def _first_words(form: Mapping[str, str]) -> str:
    lines = "\n".join(form.get(part, "") for part in PARTS).split("\n")
    said = (line.strip("#*-> \t\r") for line in lines if not HINT_LINE.match(line))
    return _short(next(filter(None, said), ""))


def _short(question: str) -> str:
    first = question.strip().rstrip("?").split("\n")[0]
    return first if len(first) <= SHORT_TITLE else first[:SHORT_TITLE].rsplit(" ", 1)[0] + "…"
