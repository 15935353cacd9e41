"""What lies on the writer's desk."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_of
from kb.document.media.models import DocumentForm
from kb.document.media.queries import form_of
from kb.document.revisions.models import Draft, Revision, Text
from kb.document.revisions.queries import current_revision, draft_of
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
    pictures: Sequence[Attachment]
    colleagues: Sequence[Person]

    @property
    def text(self) -> Text:
        """Return what the form begins with: the draft, else what readers see, else a title."""
        so_far = self.draft or self.current
        if so_far:
            return so_far.text
        own = self.language == self.practice.language
        return Text(self.practice.title if own else "", "")

    @property
    def base_id(self) -> int | None:
        """Return the revision the text stands on; after a conflict, the one read since."""
        if self.draft and not self.draft.conflict:
            return self.draft.base_id
        return self.current.id if self.current else None


def desk_of(practice: Practice, language: str, *, by: Person) -> Desk:
    """Gather what ``by`` needs for writing."""
    return Desk(
        practice,
        language,
        draft_of(practice, language, by=by),
        current_revision(practice, language),
        form_of(practice),
        attachments_of(practice),
        others_than(by),
    )


def others_than(person: Person) -> Sequence[Person]:
    """Return everybody else who is here, by name."""
    return [one for one in colleagues() if one.id != person.id]
