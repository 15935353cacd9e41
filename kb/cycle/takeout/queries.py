"""What a person takes out: practices that have come into sight, and their own drafts."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select

from kb.cycle.takeout.places import safe
from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import may_see
from kb.document.revisions.models import Draft, Revision, RevisionState
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to


@dataclass(frozen=True)
class Line:
    """A practice as the list of contents names it, with the languages it is written in."""

    id: int
    slug: str
    title: str
    language: str
    languages: tuple[str, ...]

    @property
    def place(self) -> str:
        """Return the folder of its pages."""
        return safe(self.slug)

    @property
    def written_in(self) -> tuple[str, ...]:
        """Return in which languages there is a page: its own as long as nothing is written."""
        return self.languages or (self.language,)

    def nearest(self, language: str) -> str:
        """Return the language of the page that a text in ``language`` leads to."""
        return language if language in self.written_in else self.written_in[0]


def taken_out_by(person: Person) -> ColumnElement[bool]:
    """Return the condition: what one may see, without what its author alone works on yet."""
    return visible_to(person) & Practice.opened_at.is_not(None)


def lines_of(person: Person) -> list[Line]:
    """Return what ``person`` takes out, by address."""
    written: dict[int, list[str]] = {}
    languages = (
        select(Revision.practice_id, Revision.language)
        .join(Practice, Practice.id == Revision.practice_id)
        .where(Revision.state == RevisionState.PUBLISHED, taken_out_by(person))
        .order_by(Revision.language.desc())
    )
    for number, language in session.execute(languages):
        written.setdefault(number, []).append(language)
    columns = Practice.id, Practice.slug, Practice.title, Practice.language
    rows = session.execute(select(*columns).where(taken_out_by(person)).order_by(Practice.slug))
    return [Line(*row, tuple(written.get(row.id, ()))) for row in rows]


def own_drafts(person: Person) -> Sequence[Draft]:
    """Return what ``person`` is writing, of practices they may see."""
    return session.scalars(
        select(Draft)
        .join(Draft.practice)
        .where(Draft.author_id == person.id, visible_to(person))
        .order_by(Practice.slug, Draft.language)
    ).all()


def number_of_files(person: Person) -> tuple[int, int]:
    """Count the files that ``person`` takes out, and their bytes."""
    counted = select(func.count(Attachment.id), func.coalesce(func.sum(Attachment.size), 0))
    row = session.execute(
        counted.join(Practice, Practice.id == Attachment.practice_id).where(
            taken_out_by(person), *readable_files(person)
        )
    ).one()
    return row[0], row[1]


def readable_files(person: Person) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for files that ``person`` takes out: those that readers see."""
    there = Attachment.removed_at.is_(None), ~Attachment.apart
    return Attachment.opened_at.is_not(None), *there, may_see(person)
