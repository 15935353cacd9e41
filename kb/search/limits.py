"""What one keeps to: chosen on the form or typed into the question, and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select

from kb.document.media.models import DocumentForm, Medium
from kb.identify.carriers.models import CarrierReason
from kb.internalise.marks.models import Mark
from kb.people.models import Industry, Me, Person
from kb.people.queries import is_here
from kb.practices.models import (
    Area,
    JourneyStage,
    Practice,
    PracticeArea,
    PracticeIndustry,
)
from kb.search.models import Document, Found
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import Stage, stage_condition

T = TypeVar("T")


@dataclass(frozen=True)
class Limits:
    """What to keep to: any of a field's values, and every field that has some.

    Carriers are people by their numbers. Unread is what one has put no mark of one's own on.
    Whatever one single value of ``excluded`` holds for is left out.
    """

    stages: tuple[Stage, ...] = ()
    industries: tuple[Industry, ...] = ()
    languages: tuple[str, ...] = ()
    areas: tuple[Area, ...] = ()
    journey_stages: tuple[JourneyStage, ...] = ()
    media: tuple[Medium, ...] = ()
    carriers: tuple[int, ...] = ()
    kinds: tuple[Found, ...] = ()
    unread: bool = False
    excluded: Limits | None = None

    @property
    def is_empty(self) -> bool:
        """Say whether nothing is limited."""
        return self == Limits()

    def __or__(self, other: Limits) -> Limits:
        """Return the limits of both; of one field, the values of either will do."""
        return Limits(
            _both(self.stages, other.stages),
            _both(self.industries, other.industries),
            _both(self.languages, other.languages),
            _both(self.areas, other.areas),
            _both(self.journey_stages, other.journey_stages),
            _both(self.media, other.media),
            _both(self.carriers, other.carriers),
            _both(self.kinds, other.kinds),
            self.unread or other.unread,
            (self.excluded or Limits()) | other.excluded if other.excluded else self.excluded,
        )


def conditions(limits: Limits, me: Me | Person | None) -> Iterator[ColumnElement[bool]]:
    """Yield what must be true of a document that keeps to ``limits``, asked by ``me``."""
    if limits.languages:
        yield Document.language.in_(limits.languages)
    if limits.kinds:
        yield Document.kind.in_(limits.kinds)
    if limits.industries:
        yield _of_industry(limits.industries)
    for practices in _practices(limits):
        yield _is(Found.PRACTICE, practices)
    if limits.unread:
        yield _is_unread(me)
    if limits.excluded:
        yield not_(or_(*conditions(limits.excluded, me)))


def _practices(limits: Limits) -> Iterator[Select[int]]:
    if limits.stages:
        there = or_(*(stage_condition(stage) for stage in limits.stages))
        yield select(Practice.id).where(there)
    if limits.areas:
        yield select(PracticeArea.practice_id).where(PracticeArea.area.in_(limits.areas))
    if limits.journey_stages:
        yield select(Practice.id).where(Practice.journey_stage.in_(limits.journey_stages))
    if limits.media:
        yield select(DocumentForm.practice_id).where(DocumentForm.medium.in_(limits.media))
    if limits.carriers:
        yield _carried_by(limits.carriers)


def _of_industry(industries: tuple[Industry, ...]) -> ColumnElement[bool]:
    theirs = PracticeIndustry.industry.in_(industries)
    noted = SparringNote.industry.in_(industries)
    return or_(
        _is(Found.PRACTICE, select(PracticeIndustry.practice_id).where(theirs)),
        _is(Found.NOTE, select(SparringNote.id).where(noted)),
    )


def _carried_by(people: tuple[int, ...]) -> Select[int]:
    return (
        select(CarrierReason.practice_id)
        .join(Person, Person.id == CarrierReason.person_id)
        .where(Person.id.in_(people), ~CarrierReason.hidden, is_here())
    )


def _is_unread(me: Me | Person | None) -> ColumnElement[bool]:
    if me is None:
        return Document.kind == Found.PRACTICE
    marked = select(Mark.practice_id).where(Mark.learner_id == me.id)
    return and_(Document.kind == Found.PRACTICE, Document.thing_id.not_in(marked))


def _is(kind: Found, among: Select[int]) -> ColumnElement[bool]:
    return and_(Document.kind == kind, Document.thing_id.in_(among))


def _both(own: tuple[T, ...], others: tuple[T, ...]) -> tuple[T, ...]:
    return tuple(dict.fromkeys((*own, *others)))
