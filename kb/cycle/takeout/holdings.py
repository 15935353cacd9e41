"""Practices with everything that is told of them, some at a time and asked at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, lazyload, selectinload

from kb.cycle.takeout.queries import readable_files, taken_out_by
from kb.document.attachments.models import Attachment
from kb.document.dropping.models import Dropping
from kb.document.media.models import DocumentForm
from kb.document.methods.models import Documentation
from kb.document.methods.queries import documentations_of
from kb.document.revisions.models import Revision, RevisionState
from kb.document.revisions.parents import Parent
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import reasons_by_name
from kb.people.models import Person
from kb.practices.models import Practice
from kb.stages.evidence import Stage, stages_of


@dataclass(frozen=True)
class Holding:
    """A practice with everything that is told of it."""

    practice: Practice
    stage: Stage
    revisions: Sequence[Revision]
    documentations: Mapping[int, Documentation]
    form: DocumentForm | None
    files: Sequence[Attachment]
    reasons: Sequence[CarrierReason]
    parents: Sequence[str]
    dropping: Dropping | None
    successor: str


def holdings(numbers: Sequence[int], *, seen_by: Person) -> list[Holding]:
    """Return some practices with what is told of them, asked at once, by address."""
    practices = session.scalars(
        select(Practice)
        .where(Practice.id.in_(numbers), taken_out_by(seen_by))
        .options(
            joinedload(Practice.steward),
            *(selectinload(rows) for rows in (Practice.industry_rows, Practice.area_rows)),
            selectinload(Practice.tag_rows),
        )
        .order_by(Practice.slug)
    ).all()
    stages, revisions = stages_of(numbers), _revisions(numbers)
    made = documentations_of([one for some in revisions.values() for one in some])
    forms = session.scalars(select(DocumentForm).where(DocumentForm.practice_id.in_(numbers)))
    by_practice = {form.practice_id: form for form in forms}
    files, reasons = _files(numbers, seen_by), _reasons(numbers)
    parents, dropped = _parents(numbers, seen_by), _droppings(numbers, seen_by)
    return [
        Holding(
            one,
            stages[one.id],
            revisions.get(one.id, ()),
            made,
            by_practice.get(one.id),
            files.get(one.id, ()),
            reasons.get(one.id, ()),
            parents.get(one.id, ()),
            *dropped.get(one.id, (None, "")),
        )
        for one in practices
    ]


def _revisions(numbers: Sequence[int]) -> Mapping[int, Sequence[Revision]]:
    found: dict[int, list[Revision]] = {}
    for one in session.scalars(
        select(Revision)
        .where(Revision.practice_id.in_(numbers), Revision.state == RevisionState.PUBLISHED)
        .options(lazyload(Revision.practice))
        .order_by(Revision.language.desc())
    ):
        found.setdefault(one.practice_id, []).append(one)
    return found


def _files(numbers: Sequence[int], person: Person) -> Mapping[int, Sequence[Attachment]]:
    """Return the files that readers see, the last one of each name."""
    found: dict[int, dict[str, Attachment]] = {}
    for one in session.scalars(
        select(Attachment)
        .where(Attachment.practice_id.in_(numbers), *readable_files(person))
        .options(lazyload(Attachment.practice), lazyload(Attachment.by))
        .order_by(Attachment.at, Attachment.id)
    ):
        found.setdefault(one.practice_id, {})[one.name] = one
    return {number: [some[name] for name in sorted(some)] for number, some in found.items()}


def _reasons(numbers: Sequence[int]) -> Mapping[int, Sequence[CarrierReason]]:
    found: dict[int, list[CarrierReason]] = {}
    for one in reasons_by_name(numbers):
        found.setdefault(one.practice_id, []).append(one)
    return found


def _parents(numbers: Sequence[int], person: Person) -> Mapping[int, Sequence[str]]:
    found: dict[int, dict[str, None]] = {}
    rows = session.execute(
        select(Revision.practice_id, Practice.slug)
        .join(Parent, Parent.revision_id == Revision.id)
        .join(Practice, Practice.id == Parent.practice_id)
        .where(
            Revision.practice_id.in_(numbers),
            Revision.state == RevisionState.PUBLISHED,
            taken_out_by(person),
        )
        .order_by(Parent.position, Parent.id)
    )
    for number, slug in rows:
        found.setdefault(number, {})[slug] = None
    return {number: tuple(slugs) for number, slugs in found.items()}


def _droppings(numbers: Sequence[int], person: Person) -> Mapping[int, tuple[Dropping, str]]:
    holds = Dropping.practice_id.in_(numbers), Dropping.taken_back_at.is_(None)
    found = session.scalars(select(Dropping).where(*holds).order_by(Dropping.id)).all()
    wanted = {one.successor_id for one in found}
    rows = session.execute(
        select(Practice.id, Practice.slug).where(Practice.id.in_(wanted), taken_out_by(person))
    )
    slugs = {row.id: row.slug for row in rows}
    return {one.practice_id: (one, slugs.get(one.successor_id or 0, "")) for one in found}
