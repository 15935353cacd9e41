"""Undoing a batch as a whole, but for what people have worked on since."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import aliased

from kb.document.attachments.models import Attachment
from kb.document.imports.models import ImportBatch, ImportedPage
from kb.document.imports.queries import later_batch
from kb.document.imports.touches import worked_on
from kb.document.revisions.drafts import discard_draft, save_draft
from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Revision, RevisionState, Source, Text
from kb.document.revisions.queries import current_revision, current_revisions
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import withdraw_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person, Role
from kb.practices.events import PracticeRemoved
from kb.practices.models import Practice
from kb.practices.names import call


@dataclass(frozen=True)
class Undone:
    """How many practices went and went back, and which stayed as somebody's work."""

    removed: int
    restored: int
    kept: tuple[str, ...]


def undo_batch(batch: ImportBatch, *, by: Person) -> Undone:
    """Take back what a batch brought, leaving alone what anybody has worked on since."""
    _refuse(batch, by)
    practices = select(ImportedPage.practice_id).where(ImportedPage.batch_id == batch.id)
    touched = worked_on(practices, importer=batch.by)
    kept = _titles(touched)
    made = _made_by(batch)
    _remove([number for number in made if number not in touched])
    restored = 0
    for page in batch.pages:
        if page.practice_id and page.practice_id not in {*touched, *made}:
            _restore(page, batch)
            restored += 1
    batch.undone_at = clock.now()
    session.flush()
    return Undone(len(set(made) - touched), restored, kept)


def _refuse(batch: ImportBatch, by: Person) -> None:
    if by.id != batch.by_id and by.role is not Role.ADMIN:
        raise NotAllowedError("imports.undo_not_yours")
    if batch.undone_at:
        raise DomainError("imports.already_undone")
    later = later_batch(batch)
    if later:
        raise DomainError("imports.later_first", number=later.id)


def _made_by(batch: ImportBatch) -> list[int]:
    """Return the practices that no earlier batch had brought."""
    earlier = aliased(ImportedPage)
    rows = session.scalars(
        select(ImportedPage.practice_id).where(
            ImportedPage.batch_id == batch.id,
            ImportedPage.practice_id.is_not(None),
            ~exists().where(
                earlier.practice_id == ImportedPage.practice_id,
                earlier.batch_id < batch.id,
            ),
        )
    )
    return [number for number in rows if number is not None]


def _titles(numbers: set[int]) -> tuple[str, ...]:
    titled: Select[str] = select(Practice.title).where(Practice.id.in_(numbers))
    return tuple(session.scalars(titled.order_by(Practice.title)))


def _remove(numbers: Sequence[int]) -> None:
    for number in numbers:
        session.execute(delete(Practice).where(Practice.id == number))
        announce(PracticeRemoved(number))
    session.expire_all()


def _restore(page: ImportedPage, batch: ImportBatch) -> None:
    practice = session.get_one(Practice, page.practice_id)
    session.execute(
        delete(Attachment).where(
            Attachment.practice_id == practice.id, Attachment.at >= batch.at
        )
    )
    _take_draft_back(page, practice, by=batch.by)
    published = current_revision(practice, page.language or practice.language)
    if published and published.fingerprint == page.fingerprint:
        _take_revision_back(published)
    page.practice_id = None


def _take_draft_back(page: ImportedPage, practice: Practice, *, by: Person) -> None:
    language = page.language or practice.language
    if page.replaced is None:
        discard_draft(practice, language, by=by)
        return
    text = Text(**page.replaced)
    save_draft(practice, language, Wording(text, {}), by=by, source=Source.IMPORT)
    if language == practice.language:
        call(practice, text.title)


def _take_revision_back(published: Revision) -> None:
    practice, writer = published.practice, published.author
    former = session.get(Revision, published.base_id) if published.base_id else None
    session.delete(published)
    session.flush()
    others = current_revisions(practice).values()
    if former is None and others:
        announce(PracticeRemoved(practice.id))  # and what it still has is found anew
        for one in others:
            announce(RevisionPublished(practice.id, one.id, one.language))
        return
    if former is None:
        _close(practice, writer)
        return
    former.state = RevisionState.PUBLISHED
    if former.language == practice.language:
        call(practice, former.title)
    announce(RevisionPublished(practice.id, former.id, former.language))


def _close(practice: Practice, importer: Person) -> None:
    """Let a practice be its importer's own draft again, as if it had not been published."""
    practice.opened_at = practice.published_at = None
    withdraw_basis(importer, practice, basis=Basis.DOCUMENTED)
    announce(PracticeRemoved(practice.id))
