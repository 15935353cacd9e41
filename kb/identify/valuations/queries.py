"""Finding what is most at risk: criticality times how few can do it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, Subquery, case, func, select
from sqlalchemy.orm import selectinload

from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.identify.valuations.models import Risk
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to


@dataclass(frozen=True)
class AtRisk:
    """A practice, how many can do it, how many of them stay, and who leaves first."""

    practice: Practice
    carriers: int
    staying: int
    first_leaves: date | None

    @property
    def risk(self) -> Risk:
        """Say on how many it rests; those who have told their last day still can."""
        if self.carriers <= 1:
            return Risk.ALONE if self.carriers else Risk.NOBODY
        enough = self.carriers >= self.practice.target_coverage
        return Risk.COVERED if enough else Risk.BELOW_TARGET

    @property
    def is_leaving(self) -> bool:
        """Say whether everybody who can do it has told their last day."""
        return bool(self.carriers) and not self.staying


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
    counts = coverage()
    weight = Practice.criticality * risk_weight(counts)
    order = (weight.desc(), Practice.criticality.desc(), Practice.title)
    asked = _at_risk(counts, seen_by).where(Practice.criticality.is_not(None))
    return list(_told(asked.order_by(*order).limit(limit).offset(offset)))


def awaiting_valuation(*, seen_by: Person, limit: int) -> list[AtRisk]:
    """Return the practices nobody has valued yet, those that rest on the fewest first."""
    counts = coverage()
    asked = _at_risk(counts, seen_by).where(Practice.criticality.is_(None))
    return list(_told(asked.order_by(risk_weight(counts).desc(), Practice.title).limit(limit)))


def number_valued(*, seen_by: Person) -> tuple[int, int]:
    """Return how many practices are valued, and how many await it."""
    given = func.count(Practice.criticality)
    row = session.execute(
        select(given, func.count()).where(visible_to(seen_by), _in_use())
    ).one()
    return row[0], row[1] - row[0]


def carried_at_risk(person: Person) -> list[AtRisk]:
    """Return what ``person`` can do, with how many others can."""
    counts = coverage()
    theirs = select(CarrierReason.practice_id).where(CarrierReason.person_id == person.id)
    asked = _at_risk(counts, person).where(Practice.id.in_(theirs))
    return list(_told(asked.order_by(risk_weight(counts).desc(), Practice.title)))


def risk_weight(counts: Subquery) -> ColumnElement[int]:
    """Return the weight of few carriers, 1 to 4: who leaves is counted as gone already."""
    staying = func.coalesce(counts.c.staying, 0)
    return case(
        (staying == 0, 4), (staying == 1, 3), (staying < Practice.target_coverage, 2), else_=1
    )


def _at_risk(
    counts: Subquery, seen_by: Person
) -> Select[Practice, int | None, int | None, date | None]:
    columns = counts.c.carriers, counts.c.staying, counts.c.first_leaves
    return (
        select(Practice, *columns)
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .where(visible_to(seen_by), _in_use())
        .options(selectinload(Practice.area_rows))
    )


def _in_use() -> ColumnElement[bool]:
    """Return the condition that nobody has given it up: what is not done is not at risk."""
    return Practice.dropped_at.is_(None)


def _told(asked: Select[Practice, int | None, int | None, date | None]) -> Iterator[AtRisk]:
    for practice, carriers, staying, first_leaves in session.execute(asked):
        yield AtRisk(practice, carriers or 0, staying or 0, first_leaves)
