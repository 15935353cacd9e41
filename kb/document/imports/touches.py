"""Telling what stands as it came in from what somebody has worked on since."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, or_, select
from sqlalchemy.orm import InstrumentedAttribute, selectinload

from kb.document.attachments.models import Attachment
from kb.document.imports.models import ImportedPage
from kb.document.imports.placing import placed_now
from kb.document.media.models import DocumentForm
from kb.document.revisions.models import Draft, Revision, Source
from kb.foundation.db import Base, session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Person
from kb.practices.models import Audience, Practice

# What an import itself writes about a practice; it is somebody's work if not the importer's.
OWN = frozenset(
    {"attachment", "carrier_reason", "document_form", "draft", "imported_page", "practice_tag"}
    | {"revision", "practice_name", "practice_link", "practice_industry", "practice_area"}
)

NOWHERE: dict[str, list[str]] = {"industries": [], "areas": [], "journey_stage": []}


def worked_on(practices: Select[int | None], *, importer: Person) -> set[int]:
    """Return which of ``practices`` somebody has worked on since they came in.

    Whatever else speaks of a practice is work: a later stage need not be known by name
    for its trials, sessions and questions to keep what they are about.
    """
    found: set[int] = set()
    for column, condition in (*_own(importer.id), *_others()):
        rows = session.scalars(select(column).where(column.in_(practices), condition))
        found.update(number for number in rows if number is not None)
    return found | _reworded(practices) | _placed_anew(practices)


def _own(importer: int) -> Iterator[tuple[InstrumentedAttribute[int], ColumnElement[bool]]]:
    came = Source.IMPORT
    yield Draft.practice_id, or_(Draft.author_id != importer, Draft.source != came)
    yield Revision.practice_id, or_(Revision.author_id != importer, Revision.source != came)
    yield Attachment.practice_id, Attachment.by_id != importer
    yield DocumentForm.practice_id, DocumentForm.chosen_by_id != importer
    declared = CarrierReason.basis != Basis.DOCUMENTED
    yield CarrierReason.practice_id, or_(CarrierReason.person_id != importer, declared)
    yield (
        Practice.id,
        or_(
            Practice.verified_at.is_not(None),
            Practice.criticality.is_not(None),
            Practice.audience != Audience.EVERYONE,
            Practice.steward_id != importer,
            Practice.author_id != importer,
        ),
    )


def _others() -> Iterator[tuple[Column[Any], ColumnElement[bool]]]:
    for table in Base.metadata.tables.values():
        if table.name not in OWN:
            for key in table.foreign_keys:
                if key.column is Practice.__table__.c.id:
                    yield key.parent, key.parent.is_not(None)


def _reworded(practices: Select[int | None]) -> set[int]:
    landed = {(page.practice_id, page.language): page.fingerprint for page in _pages(practices)}
    drafts = session.scalars(select(Draft).where(Draft.practice_id.in_(practices)))
    return {
        draft.practice_id
        for draft in drafts
        if draft.text.fingerprint
        not in {landed.get((draft.practice_id, one)) for one in (draft.language, None)}
    }


def _placed_anew(practices: Select[int | None]) -> set[int]:
    """Return those that somebody has said belong elsewhere than their pages said."""
    landed = {page.practice_id: page.placed or NOWHERE for page in _pages(practices)}
    found = session.scalars(
        select(Practice)
        .where(Practice.id.in_(practices))
        .options(selectinload(Practice.industry_rows), selectinload(Practice.area_rows))
    )
    return {one.id for one in found if placed_now(one) != landed.get(one.id, NOWHERE)}


def _pages(practices: Select[int | None]) -> Sequence[ImportedPage]:
    """Return the pages that practices came from, the last ones last."""
    came = select(ImportedPage).where(ImportedPage.practice_id.in_(practices))
    return session.scalars(came.order_by(ImportedPage.id)).all()
