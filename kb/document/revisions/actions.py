"""What can be done with drafts and revisions."""

import json

from sqlalchemy import delete

from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Revision, RevisionState, Source
from kb.document.revisions.queries import current_revision, draft_of, next_number
from kb.foundation import clock
from kb.foundation.db import beside, session
from kb.foundation.errors import ConflictError, DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import holders_of, is_held_by
from kb.people.models import Person
from kb.practices.models import Practice


def save_draft(
    practice: Practice,
    language: str,
    wording: Wording,
    *,
    by: Person,
    source: Source = Source.OWN,
) -> Draft:
    """Keep what ``by`` is writing; nobody else's text is touched."""
    draft = draft_of(practice, language, by=by) or _fresh_draft(practice, language, by, source)
    draft.reword(wording.text)
    draft.base_id = wording.base_id
    draft.conflict = False
    draft.saved_at = clock.now()
    session.flush()
    return draft


def discard_draft(practice: Practice, language: str, *, by: Person) -> None:
    """Forget what ``by`` was writing."""
    _forget_draft(practice, language, by)


def hand_over(
    practice: Practice,
    language: str,
    wording: Wording,
    *,
    by: Person,
    source: Source = Source.OWN,
) -> Revision:
    """Make a wording a revision: published at once by its holder, else it awaits one (R8)."""
    _refuse_if_overtaken(practice, language, wording, by=by)
    if not wording.text.body:
        raise DomainError("revision.nothing_written")
    if wording.text.hinted:
        raise InvalidError(dict.fromkeys(wording.text.hinted, "revision.hint_left"))
    revision = _revision(practice, language, wording, by=by, source=source)
    session.add(revision)
    _forget_draft(practice, language, by)
    session.flush()
    if may_approve(practice, by):
        publish_revision(revision, by=by)
    return revision


def publish_revision(revision: Revision, *, by: Person) -> None:
    """Let an approved wording take the place of the current one."""
    practice = revision.practice
    if not may_approve(practice, by):
        raise NotAllowedError("revision.holder_approves")
    former = current_revision(practice, revision.language)
    revision.publish(by=by)
    if former:
        former.supersede()
    if revision.language == practice.language:
        practice.title = revision.title
        practice.verified_at = None  # what was verified was the wording before this one
    practice.open()
    session.flush()
    add_basis(revision.author, practice, basis=Basis.DOCUMENTED)
    announce(RevisionPublished(practice.id, revision.id, revision.language))


def hand_back(revision: Revision, reason: str, *, by: Person) -> None:
    """Return a wording to its writer, who finds it as a draft with the reason."""
    if not may_approve(revision.practice, by):
        raise NotAllowedError("revision.holder_approves")
    revision.hand_back(reason)
    kept = Wording(revision.text, revision.rendered, base_id=revision.base_id)
    save_draft(revision.practice, revision.language, kept, by=revision.author)


def may_approve(practice: Practice, person: Person) -> bool:
    """Say whether this person's yes publishes: a holder's, or without any the steward's."""
    if holders_of(practice):
        return is_held_by(practice, person)
    return practice.steward_id == person.id


def verify_practice(practice: Practice, *, by: Person) -> None:
    """Say that what is written still holds."""
    if practice.steward_id != by.id and not is_held_by(practice, by):
        raise NotAllowedError("practice.steward_verifies")
    practice.verify(by=by)


def _refuse_if_overtaken(
    practice: Practice, language: str, wording: Wording, *, by: Person
) -> None:
    current = current_revision(practice, language)
    if (current.id if current else None) == wording.base_id:
        return
    practice_id, writer_id = practice.id, by.id
    beside(lambda: _keep_as_conflict(practice_id, writer_id, language, wording))
    raise ConflictError("revision.overtaken")


def _keep_as_conflict(
    practice_id: int, writer_id: int, language: str, wording: Wording
) -> None:
    practice, writer = (
        session.get_one(Practice, practice_id),
        session.get_one(Person, writer_id),
    )
    save_draft(practice, language, wording, by=writer).conflict = True


def _fresh_draft(practice: Practice, language: str, by: Person, source: Source) -> Draft:
    draft = Draft(practice=practice, language=language, author=by, source=source)
    session.add(draft)
    return draft


def _revision(
    practice: Practice, language: str, wording: Wording, *, by: Person, source: Source
) -> Revision:
    revision = Revision(
        practice=practice,
        language=language,
        number=next_number(practice, language),
        author=by,
        base_id=wording.base_id,
        source=source,
        change_note=wording.change_note,
        html=json.dumps(dict(wording.rendered)),
        words=wording.text.words,
        fingerprint=wording.text.fingerprint,
        state=RevisionState.AWAITING,
    )
    revision.reword(wording.text)
    return revision


def _forget_draft(practice: Practice, language: str, by: Person) -> None:
    session.execute(
        delete(Draft).where(
            Draft.practice_id == practice.id,
            Draft.language == language,
            Draft.author_id == by.id,
        )
    )
