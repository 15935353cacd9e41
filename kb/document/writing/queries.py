"""What lies on the writer's desk."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_of, may_change, removed_from
from kb.document.boards.drafting import workshops_behind
from kb.document.boards.sources import BoardDraft
from kb.document.media.models import DocumentForm
from kb.document.media.queries import form_of
from kb.document.methods.forms import Manner
from kb.document.methods.models import Method
from kb.document.presence.models import Sitting
from kb.document.presence.queries import others_at
from kb.document.revisions.drafts import asides_of
from kb.document.revisions.models import Draft, Revision, Text
from kb.document.revisions.queries import current_revision, draft_of
from kb.identify.inventories.models import InventoryAnswer
from kb.identify.inventories.queries import answers_behind
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Practice


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

    @property
    def text(self) -> Text:
        """Return what the form begins with: the draft, else what readers see, else a title."""
        so_far = self.draft or self.current
        if so_far:
            return so_far.text
        own = self.language == self.practice.language
        return Text(self.practice.title if own else "", "")

    @property
    def manner(self) -> Manner | None:
        """Return how the text seems to have been made: in a workshop, with those there."""
        people = {person.id for one in self.workshops for person in one.people}
        return Manner(Method.WORKSHOP, tuple(people)) if self.workshops else None

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
    )


def others_than(person: Person) -> Sequence[Person]:
    """Return everybody else who is here, by name."""
    return [one for one in colleagues() if one.id != person.id]
