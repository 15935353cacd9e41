"""What can be done with drafts and revisions."""

import json

from sqlalchemy import select

from kb.document.attachments.actions import open_files
from kb.document.revisions.drafts import forget_draft, judge, keep_beside, lay_aside, save_draft
from kb.document.revisions.events import RevisionHandedOver, RevisionPublished
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Revision, RevisionState, Source
from kb.document.revisions.parents import carry_parents
from kb.document.revisions.queries import current_revision, draft_of, drafts_on, next_number
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import holders_of, is_held_by
from kb.identify.identifications.actions import settle_carrier
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.names import call, call_also

# What people said to each other, or tried: a text made of it knows so, whoever hands it over.
SAID = frozenset({Source.INTERVIEW, Source.SPARRING, Source.WORKSHOP, Source.TRIAL})


def hand_over(
    practice: Practice,
    language: str,
    wording: Wording,
    *,
    by: Person,
    source: Source = Source.OWN,
) -> Revision:
    """Make a wording a revision: published at once by its holder, else it awaits one (R8)."""
    before = _handed_over_already(practice, language, wording, by=by)
    if before:
        forget_draft(practice, language, by=by)
        return before
    _refuse_if_overtaken(practice, language, wording, by=by)
    if not wording.text.body:
        raise DomainError("revision.nothing_written")
    if wording.text.hinted:
        raise InvalidError(dict.fromkeys(wording.text.hinted, "revision.hint_left"))
    draft = draft_of(practice, language, by=by)
    if draft and draft.source in SAID:
        source = draft.source
    revision = _revision(practice, language, wording, by=by, source=source)
    session.add(revision)
    session.flush()
    carry_parents(draft, revision)
    forget_draft(practice, language, by=by)
    announce(RevisionHandedOver(revision.id))
    if may_approve(practice, by):
        publish_revision(revision, by=by)
    return revision


def publish_revision(revision: Revision, *, by: Person) -> None:
    """Let an approved wording take the place of the current one."""
    practice = revision.practice
    if not may_approve(practice, by):
        raise NotAllowedError("revision.holder_approves")
    former = current_revision(practice, revision.language)
    if revision.base_id != (former.id if former else None):
        raise ConflictError("revision.stands_on_older")
    revision.publish(by=by)
    settle_carrier(practice, by=by)
    open_files(practice, of=revision.author, until=revision.made_at)
    if former:
        former.supersede()
    name = call if revision.language == practice.language else call_also
    name(practice, revision.title)
    if revision.language == practice.language and not revision.correction:
        practice.verified_at = None  # what was verified was the wording before this one
    practice.be_published()
    session.flush()
    _tell_drafts(revision)
    add_basis(revision.author, practice, basis=Basis.DOCUMENTED)
    announce(RevisionPublished(practice.id, revision.id, revision.language))


def hand_back(revision: Revision, reason: str, *, by: Person) -> None:
    """Return a wording to its writer, who finds it as a draft with the reason."""
    if not may_approve(revision.practice, by):
        raise NotAllowedError("revision.holder_approves")
    revision.hand_back(reason)
    _give_back(revision)


def _handed_over_already(
    practice: Practice, language: str, wording: Wording, *, by: Person
) -> Revision | None:
    """Return what the same press of the button made, when it was pressed twice."""
    return session.scalar(
        select(Revision).where(
            Revision.practice_id == practice.id,
            Revision.language == language,
            Revision.author_id == by.id,
            Revision.base_id.is_not_distinct_from(wording.base_id),
            Revision.fingerprint == wording.text.fingerprint,
            Revision.state.in_([RevisionState.AWAITING, RevisionState.PUBLISHED]),
        )
    )


def _give_back(revision: Revision) -> None:
    practice, writer = revision.practice, revision.author
    kept = Wording(revision.text, {}, revision.change_note, revision.base_id)
    told = revision.source is Source.INTERVIEW
    begun = draft_of(practice, revision.language, by=writer)
    if begun:  # they wrote on meanwhile: both texts are theirs
        lay_aside(begun, kept)
    else:
        draft = save_draft(practice, revision.language, kept, by=writer)
        draft.source = Source.INTERVIEW if told else Source.OWN


def may_approve(practice: Practice, person: Person) -> bool:
    """Say whether this person's yes publishes: a holder's, or without any the steward's."""
    if holders_of(practice):
        return is_held_by(practice, person)
    return practice.steward_id == person.id


def _tell_drafts(published: Revision) -> None:
    """Let every draft of the same text know whether it stands on what readers see now."""
    for draft in drafts_on(published.practice, published.language):
        judge(draft)


def _refuse_if_overtaken(
    practice: Practice, language: str, wording: Wording, *, by: Person
) -> None:
    current = current_revision(practice, language)
    if (current.id if current else None) != wording.base_id:
        keep_beside(practice, language, wording, by=by)
        raise ConflictError("revision.overtaken")


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
        correction=wording.correction and wording.base_id is not None,
        html=json.dumps(dict(wording.rendered)),
        words=wording.text.words,
        fingerprint=wording.text.fingerprint,
        state=RevisionState.AWAITING,
    )
    revision.reword(wording.text)
    return revision
