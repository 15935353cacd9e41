"""What the writing form says: whose knowledge, in which form, with which files."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from kb.document.attachments.intake import File
from kb.document.media.forms import MediumChoice
from kb.document.revisions.forms import Wording, number_of
from kb.document.revisions.models import Text
from kb.foundation.errors import InvalidError
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

    @classmethod
    def parse(
        cls,
        form: Mapping[str, str],
        files: Sequence[File] = (),
        *,
        slug: str,
        removed: Sequence[str] = (),
        restored: Sequence[str] = (),
    ) -> Self:
        """Read the form; its files have been judged already."""
        wording, medium = Wording.parse(form, slug=slug), MediumChoice.parse(form)
        return cls(wording, medium, files, removed, restored)


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

    @classmethod
    def parse(
        cls, form: Mapping[str, str], industries: Sequence[str], areas: Sequence[str]
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


def _short(question: str) -> str:
    first = question.strip().rstrip("?").split("\n")[0]
    return first if len(first) <= SHORT_TITLE else first[:SHORT_TITLE].rsplit(" ", 1)[0] + "…"
