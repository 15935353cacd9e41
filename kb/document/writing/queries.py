"""What lies on the writer's desk."""

import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_of, may_change, removed_from
from kb.document.boards.drafting import workshops_behind
from kb.document.boards.sources import BoardDraft
from kb.document.media.models import DocumentForm
from kb.document.media.queries import form_of
from kb.document.methods.forms import MannerSoFar
from kb.document.methods.models import Method
from kb.document.methods.queries import manner_of
from kb.document.presence.models import Sitting
from kb.document.presence.queries import others_at
from kb.document.revisions.drafts import asides_of
from kb.document.revisions.forms import number_of
from kb.document.revisions.models import Draft, Revision, Text
from kb.document.revisions.queries import current_revision, draft_of
from kb.document.writing.models import Beginning, Fields
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.inventories.models import InventoryAnswer
from kb.identify.inventories.queries import answers_behind
from kb.identify.needs.queries import answer_by_id, need_by_id
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Practice
from kb.socialise.sparring.queries import note_by_id

ORIGINS: Mapping[str, Callable[[int, Person], object]] = {
    "note": lambda number, _by: note_by_id(number),
    "need": lambda number, by: need_by_id(number, seen_by=by),
    "answer": lambda number, by: answer_by_id(number, seen_by=by),
}


@dataclass(frozen=True)
class Desk:
    """What one person has before them when writing of a practice in one language."""

    practice: Practice
    language: str
    draft: Draft | None
    current: Revision | None
    form: DocumentForm | None
    files: Sequence[Attachment]
    removed: Sequence[Attachment]
    colleagues: Sequence[Person]
    by: Person
    others: Sequence[Sitting] = ()
    has_asides: bool = False
    sheet: str = ""
    answers: Sequence[InventoryAnswer] = ()
    workshops: Sequence[BoardDraft] = ()
    said: MannerSoFar | None = None

    @property
    def text(self) -> Text:
        """Return what the form begins with: the draft, else what readers see, else a title."""
        so_far = self.draft or self.current
        if so_far:
            return so_far.text
        own = self.language == self.practice.language
        return Text(self.practice.title if own else "", "")

    @property
    def manner(self) -> MannerSoFar | None:
        """Return how it is made: as was said, else in the workshop, with those there."""
        if self.said:
            return self.said
        people = {person.id for one in self.workshops for person in one.people}
        return MannerSoFar(Method.WORKSHOP, tuple(people)) if self.workshops else None

    def may_change(self, file: Attachment) -> bool:
        """Say whether this person may take the file away, or put it back."""
        return may_change(file, self.by)

    @property
    def base_id(self) -> int | None:
        """Return the revision the text stands on."""
        if self.draft:
            return self.draft.base_id
        return self.current.id if self.current else None

    @property
    def version(self) -> int:
        """Return by which number the draft knows its last save; 0 before the first."""
        return self.draft.version if self.draft else 0

    @property
    def is_overtaken(self) -> bool:
        """Say whether readers see something newer than what the draft stands on."""
        return self.base_id != (self.current.id if self.current else None)

    @property
    def is_to_merge(self) -> bool:
        """Say whether there is another text that this one must be brought together with."""
        return self.is_overtaken or self.has_asides


def desk_of(practice: Practice, language: str, *, by: Person) -> Desk:
    """Gather what ``by`` needs for writing."""
    draft = draft_of(practice, language, by=by)
    return Desk(
        practice,
        language,
        draft,
        current_revision(practice, language),
        form_of(practice),
        attachments_of(practice, seen_by=by),
        removed_from(practice, seen_by=by),
        others_than(by),
        by,
        others_at(practice, language, but=by),
        has_asides=bool(draft and asides_of(draft)),
        sheet=secrets.token_hex(8),
        answers=answers_behind(practice, of=by),
        workshops=workshops_behind(draft),
        said=manner_of(draft) if draft else None,
    )


def beginning_on(sheet: str, *, by: Person) -> Beginning | None:
    """Return what ``by`` began on the page of that number."""
    own = Beginning.practice.has(Practice.author_id == by.id)
    return session.scalar(select(Beginning).where(Beginning.sheet == sheet, own))


def beginning_by_sheet(sheet: str, *, by: Person) -> Beginning:
    """Return it, or raise NotFoundError as if nothing had been begun there."""
    found = beginning_on(sheet, by=by)
    if found is None:
        raise NotFoundError("practice.not_found")
    return found


def beginning_of(practice: Practice, *, by: Person) -> Beginning | None:
    """Return the first page on which ``by`` still writes the practice, if that is so."""
    found = session.get(Beginning, practice.id)
    return found if found and not found.settled and practice.author_id == by.id else None


def origins_in(fields: Fields, *, by: Person) -> dict[str, object]:
    """Return the note, the need or the answer that a new practice's form names."""
    said = {name: number_of("".join(fields.get(name, ()))) for name in ORIGINS}
    return {name: find(number, by) for name, find in ORIGINS.items() if (number := said[name])}


def others_than(person: Person) -> Sequence[Person]:
    """Return everybody else who is here, by name."""
    return [one for one in colleagues() if one.id != person.id]
