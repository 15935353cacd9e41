"""Finding what is most at risk: criticality times how few can do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select
from sqlalchemy.orm import selectinload

from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import held_practice_ids
from kb.identify.demand.queries import WANTED, demand
from kb.identify.valuations.models import Criticality, Risk
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to

# A practice; how many can do it and stay; who leaves first; how often asked for; orphaned.
Columns = tuple[Practice, int | None, int | None, date | None, int | None, bool]
Order = tuple[ColumnElement[int | None], ColumnElement[int | None], ColumnElement[int]]


@dataclass(frozen=True)
class AtRisk:
    """A practice, how many can do it, how many of them stay, and who leaves first.

    ``asked`` is how often it was asked for in ninety days; ``orphaned``: those whose
    knowledge it was are gone, and it asks for a new owner.
    """

    practice: Practice
    carriers: int
    staying: int
    first_leaves: date | None
    asked: int
    orphaned: bool

    @property
    def risk(self) -> Risk:
        """Say on how many it rests; those who have told their last day still can."""
        return risk_of(self.carriers, self.practice.target_coverage)

    @property
    def criticality(self) -> Criticality | None:
        """Return what it was valued at, if it was."""
        weight = self.practice.criticality
        return Criticality(str(weight)) if weight else None

    @property
    def is_leaving(self) -> bool:
        """Say whether everybody who can do it has told their last day."""
        return bool(self.carriers) and not self.staying


def risk_of(carriers: int, target: int) -> Risk:
    """Return on how many a practice rests, against how many should carry it."""
    if carriers <= 1:
        return Risk.ALONE if carriers else Risk.NOBODY
    return Risk.COVERED if carriers >= target else Risk.BELOW_TARGET


def coverage() -> Subquery:
    """Select how many can do each practice, are here and show it, and how many stay."""
    stays = case((Person.last_working_day.is_(None), Person.id))
    return (
        select(
            CarrierReason.practice_id,
            func.count(Person.id.distinct()).label("carriers"),
            func.count(stays.distinct()).label("staying"),
            func.min(Person.last_working_day).label("first_leaves"),
        )
        .join(CarrierReason.person)
        .where(~CarrierReason.hidden, is_here())
        .group_by(CarrierReason.practice_id)
        .subquery("coverage")
    )


def valued(*, seen_by: Person, limit: int, offset: int) -> list[AtRisk]:
    """Return the valued practices: what weighs most and rests on the fewest first."""
    counts, wanted = coverage(), demand()
    asked = _at_risk(counts, wanted, seen_by).where(Practice.criticality.is_not(None))
    order = order_of_work(risk_weight(counts, wanted))
    return list(_told(asked.order_by(*order, Practice.title).limit(limit).offset(offset)))


def awaiting_valuation(*, seen_by: Person, limit: int) -> list[AtRisk]:
    """Return the practices nobody has valued yet, those that rest on the fewest first."""
    counts, wanted = coverage(), demand()
    asked = _at_risk(counts, wanted, seen_by).where(Practice.criticality.is_(None))
    order = risk_weight(counts, wanted).desc(), Practice.title
    return list(_told(asked.order_by(*order).limit(limit)))


def number_valued(*, seen_by: Person) -> tuple[int, int]:
    """Return how many practices are valued, and how many await it."""
    given = func.count(Practice.criticality)
    row = session.execute(
        select(given, func.count()).where(visible_to(seen_by), _in_use())
    ).one()
    return row[0], row[1] - row[0]


def carried_at_risk(person: Person) -> list[AtRisk]:
    """Return what ``person`` can do, with how many others can."""
    counts, wanted = coverage(), demand()
    theirs = select(CarrierReason.practice_id).where(CarrierReason.person_id == person.id)
    asked = _at_risk(counts, wanted, person).where(Practice.id.in_(theirs))
    order = risk_weight(counts, wanted).desc(), Practice.title
    return list(_told(asked.order_by(*order)))


def left_behind_by(person: Person, *, seen_by: Person) -> list[AtRisk]:
    """Return what ``person`` can do, in the order of work; what awaits a valuation last.

    What one is only trying out does not rest on one yet, and what one hides is one's own.
    """
    counts, wanted = coverage(), demand()
    theirs = select(CarrierReason.practice_id).where(
        CarrierReason.person_id == person.id, CarrierReason.basis != Basis.TRIALLED
    )
    if seen_by.id != person.id:
        theirs = theirs.where(~CarrierReason.hidden)
    asked = _at_risk(counts, wanted, seen_by).where(Practice.id.in_(theirs))
    unvalued, order = Practice.criticality.is_(None), order_of_work(risk_weight(counts, wanted))
    return list(_told(asked.order_by(unvalued, *order, Practice.title)))


def left_without_owner(*, seen_by: Person) -> list[AtRisk]:
    """Return what asks for a new owner, in the order of work."""
    counts, wanted = coverage(), demand()
    asked = _at_risk(counts, wanted, seen_by).where(is_orphaned())
    unvalued, order = Practice.criticality.is_(None), order_of_work(risk_weight(counts, wanted))
    return list(_told(asked.order_by(unvalued, *order, Practice.title)))


def order_of_work(weight: ColumnElement[int]) -> Order:
    """Return the order: criticality times risk first."""
    heaviest = (Practice.criticality * weight).desc(), Practice.criticality.desc()
    return *heaviest, weight.desc()


def risk_weight(counts: Subquery, wanted: Subquery) -> ColumnElement[int]:
    """Return the weight of few carriers, 1 to 4, and one more for what is often asked for.

    Who leaves is counted as gone already.
    """
    staying = func.coalesce(counts.c.staying, 0)
    few = case(
        (staying == 0, 4), (staying == 1, 3), (staying < Practice.target_coverage, 2), else_=1
    )
    return few + case((func.coalesce(wanted.c.asked, 0) >= WANTED, 1), else_=0)


def is_orphaned() -> ColumnElement[bool]:
    """Return the condition that a practice had an owner, and everybody who was one is gone."""
    held = held_practice_ids().where(CarrierReason.practice_id == Practice.id)
    here = held.join(CarrierReason.person).where(is_here())
    return held.correlate(Practice).exists() & ~here.correlate(Practice).exists()


def _at_risk(counts: Subquery, wanted: Subquery, seen_by: Person) -> Select[*Columns]:
    columns = counts.c.carriers, counts.c.staying, counts.c.first_leaves, wanted.c.asked
    return (
        select(Practice, *columns, is_orphaned())
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .outerjoin(wanted, wanted.c.practice_id == Practice.id)
        .where(visible_to(seen_by), _in_use())
        .options(selectinload(Practice.area_rows))
    )


def _in_use() -> ColumnElement[bool]:
    """Return the condition that nobody has given it up: what is not done is not at risk."""
    return Practice.dropped_at.is_(None)


def _told(asked: Select[*Columns]) -> Iterator[AtRisk]:
    for practice, carriers, staying, first_leaves, times, orphaned in session.execute(asked):
        told = carriers or 0, staying or 0, first_leaves, times or 0, orphaned
        yield AtRisk(practice, *told)
