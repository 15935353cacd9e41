"""The practices that figures are of: what stands of each today, and in which scopes it is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import func, select, union_all
from sqlalchemy import type_coerce as as_type
from sqlalchemy.types import String

from kb.cycle.figures.scopes import Scopes, Value
from kb.cycle.figures.shapes import Titled
from kb.foundation.db import session
from kb.identify.valuations.queries import coverage
from kb.people.models import Industry, Person
from kb.practices.models import Area, Practice, PracticeArea, PracticeIndustry
from kb.practices.queries import visible_to
from kb.stages.evidence import EVIDENCE, Stage, stage_by

STANDS = (
    Practice.id,
    Practice.title,
    Practice.slug,
    Practice.language,
    Practice.criticality,
    Practice.target_coverage,
    Practice.published_at,
    Practice.verified_at,
    Practice.review_due,
    Practice.dropped_at,
    Practice.steward_id,
)


class Known(NamedTuple):
    """One practice as it stands today."""

    id: int
    titled: Titled
    criticality: int | None
    target: int
    published_at: datetime | None
    verified_at: datetime | None
    review_due: date | None
    is_dropped: bool
    carriers: int
    steward: int
    stage: Stage
    areas: tuple[Area, ...]
    scopes: int

    def is_in(self, place: int) -> bool:
        """Say whether it belongs to the scope at that place."""
        return bool(self.scopes >> place & 1)


@dataclass(frozen=True)
class Ground:
    """Every practice that whoever asks may see, by its number."""

    scopes: Scopes
    practices: dict[int, Known]
    seen_by: Person

    def in_use(self, place: int) -> list[Known]:
        """Return what nobody has given up; of a quarter all, for it stands as it stands."""
        quarter = self.scopes.all[place].quarter is not None
        return [
            one
            for one in self.practices.values()
            if not one.is_dropped and (quarter or one.is_in(place))
        ]

    def bits(self, numbers: Iterable[int], day: date, *values: Value) -> int:
        """Return the scopes of what happened on a day with these practices."""
        bits = self.scopes.bits_of_day(day) | (self.scopes.bits(values) if values else 0)
        for number in numbers:
            bits |= self.practices[number].scopes if number in self.practices else 0
        return bits


def ground(*, seen_by: Person) -> Ground:
    """Return the ground of all figures."""
    scopes, counts = Scopes(), coverage()
    places, stages = _places(), _stages(seen_by)
    carriers = func.coalesce(counts.c.carriers, 0).label("carriers")
    rows = session.execute(
        select(*STANDS, carriers)
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .where(visible_to(seen_by))
        .order_by(Practice.title, Practice.id)
    )
    found = {}
    for row in rows:
        where = places.get(row.id, [])
        found[row.id] = Known(
            id=row.id,
            titled=Titled(row.title, row.slug, row.language),
            criticality=row.criticality,
            target=row.target_coverage,
            published_at=row.published_at,
            verified_at=row.verified_at,
            review_due=row.review_due,
            is_dropped=row.dropped_at is not None,
            carriers=row.carriers,
            steward=row.steward_id,
            stage=stages[row.id],
            areas=tuple(one for one in where if isinstance(one, Area)),
            scopes=scopes.bits(where),
        )
    return Ground(scopes, found, seen_by)


def _stages(seen_by: Person) -> dict[int, Stage]:
    """Return how far each of the practices has come, all asked at once."""
    evidence = [Practice.id.in_(ids()) for ids in EVIDENCE.values()]
    rows = session.execute(select(Practice.id, *evidence).where(visible_to(seen_by)))
    return {
        number: stage_by(dict(zip(EVIDENCE, map(bool, there), strict=True)))
        for number, *there in rows
    }


def _places() -> dict[int, list[Area | Industry]]:
    """Return the areas and industries of every practice."""
    area, industry = (
        select(of.practice_id, as_type(value, String))
        for of, value in (
            (PracticeArea, PracticeArea.area),
            (PracticeIndustry, PracticeIndustry.industry),
        )
    )
    areas, found = {one.value: one for one in Area}, dict[int, list[Area | Industry]]()
    for number, value in session.execute(union_all(area, industry)):
        place = areas.get(value) or Industry(value)
        found.setdefault(number, []).append(place)
    return {number: sorted(where, key=_order) for number, where in found.items()}


def _order(place: Area | Industry) -> int:
    return list(Area).index(place) if isinstance(place, Area) else len(Area)
