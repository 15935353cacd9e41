"""Finding what came in: batches, pages known from before, and what waits to be published."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, func, select, true
from sqlalchemy.orm import InstrumentedAttribute

from kb.document.imports.models import ImportBatch, ImportedPage
from kb.document.revisions.models import Draft, Source
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError, NotFoundError
from kb.people.models import Person, Role
from kb.people.queries import is_here, person_by_email

IMPORTERS = (Role.AUTHOR, Role.COORDINATOR, Role.ADMIN)


@dataclass(frozen=True)
class BatchLine:
    """A batch as a list shows it: how many pages came, and how many are still here."""

    batch: ImportBatch
    came: int
    here: int


def importer(email: str | None, source: str) -> Person:
    """Return who imports: the one named, who imported that folder last, or the first writer."""
    if email:
        found = person_by_email(email)
        if found is None or not found.is_here or found.role not in IMPORTERS:
            raise NotFoundError("imports.importer_unknown", email=email)
        return found
    last = latest_batch(source)
    if last and last.by.is_here:
        return last.by
    here = session.scalars(
        select(Person).where(is_here(), Person.role.in_(IMPORTERS)).order_by(Person.id)
    ).all()
    first = next((person for person in here if person.may_write), next(iter(here), None))
    if first is None:
        raise NotFoundError("imports.nobody_here")
    return first


def latest_batch(source: str) -> ImportBatch | None:
    """Return the last batch from a folder that is not undone."""
    return session.scalar(
        select(ImportBatch)
        .where(ImportBatch.source == source, ImportBatch.undone_at.is_(None))
        .order_by(ImportBatch.id.desc())
        .limit(1)
    )


def batch_by_id(number: int, *, seen_by: Person | None = None) -> ImportBatch:
    """Return a batch that ``seen_by`` may see, or the house itself when nobody is named."""
    found = session.scalar(
        select(ImportBatch).where(ImportBatch.id == number, _seen_by(seen_by))
    )
    if found is None:
        raise NotFoundError("imports.not_found", number=number)
    return found


def batches_of(person: Person) -> list[BatchLine]:
    """Return the batches ``person`` may see, newest first: their own, an admin every one."""
    if person.role not in IMPORTERS:
        raise NotAllowedError("access.not_yours")
    batches = session.scalars(
        select(ImportBatch).where(_seen_by(person)).order_by(ImportBatch.id.desc())
    )
    came, here = _count(ImportedPage.id), _count(ImportedPage.practice_id)
    return [BatchLine(one, came.get(one.id, 0), here.get(one.id, 0)) for one in batches]


def known_pages(source: str) -> dict[str, ImportedPage]:
    """Return the pages that are here from a folder, by path, each as it came in last."""
    rows = session.scalars(
        select(ImportedPage)
        .where(ImportedPage.id.in_(_here_from(source)))
        .order_by(ImportedPage.id)
    )
    return {row.path: row for row in rows}


def practices_from(source: str) -> Select[int | None]:
    """Select the practices that came from a folder."""
    return select(ImportedPage.practice_id).where(ImportedPage.id.in_(_here_from(source)))


def drafts_to_publish(source: str, *, by: Person) -> list[int]:
    """Return the numbers of the drafts that came from a folder and stand as they came."""
    rows = session.execute(
        select(Draft, ImportedPage.fingerprint)
        .join(ImportedPage, ImportedPage.practice_id == Draft.practice_id)
        .join(ImportBatch, ImportBatch.id == ImportedPage.batch_id)
        .where(
            ImportBatch.source == source,
            ImportBatch.by_id == by.id,
            ImportBatch.undone_at.is_(None),
            Draft.author_id == by.id,
            Draft.source == Source.IMPORT,
        )
        .order_by(ImportedPage.path)
    )
    fresh = (draft.id for draft, mark in rows if draft.text.fingerprint == mark)
    return list(dict.fromkeys(fresh))


def later_batch(batch: ImportBatch) -> ImportBatch | None:
    """Return a batch that changed what ``batch`` brought and is not undone."""
    brought = select(ImportedPage.practice_id).where(ImportedPage.batch_id == batch.id)
    return session.scalar(
        select(ImportBatch)
        .join(ImportBatch.pages)
        .where(
            ImportedPage.practice_id.in_(brought),
            ImportBatch.id > batch.id,
            ImportBatch.undone_at.is_(None),
        )
        .limit(1)
    )


def _here_from(source: str) -> Select[int]:
    # A page kept when its batch was undone is still here: coming again makes no second one.
    return (
        select(ImportedPage.id)
        .join(ImportBatch, ImportBatch.id == ImportedPage.batch_id)
        .where(ImportBatch.source == source, ImportedPage.practice_id.is_not(None))
    )


def _count(
    column: InstrumentedAttribute[int] | InstrumentedAttribute[int | None],
) -> dict[int, int]:
    counted = select(ImportedPage.batch_id, func.count(column)).group_by(ImportedPage.batch_id)
    return {row[0]: row[1] for row in session.execute(counted)}


def _seen_by(person: Person | None) -> ColumnElement[bool]:
    if person is None or person.role is Role.ADMIN:
        return true()
    return ImportBatch.by_id == person.id
