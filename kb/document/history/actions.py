"""What can be done with an earlier wording."""

from kb.document.revisions.actions import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Revision
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation.errors import DomainError
from kb.people.models import Person


def restore_revision(revision: Revision, *, by: Person) -> Draft:
    """Take an earlier wording up again as one's own draft; readers see no change yet."""
    practice, language = revision.practice, revision.language
    if draft_of(practice, language, by=by):
        raise DomainError("revision.draft_in_the_way")
    current = current_revision(practice, language)
    wording = Wording(revision.text, {}, base_id=current.id if current else None)
    return save_draft(practice, language, wording, by=by)
