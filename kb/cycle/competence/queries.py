"""What the competence map shows: numbers by area, and who can do what on which grounds."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Subquery, case, func, select

from kb.cycle.competence.forms import MANY, Cut
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import reasons_by_name
from kb.identify.valuations.queries import coverage
from kb.people.models import Person
from kb.practices.models import Area, Practice, PracticeArea
from kb.practices.queries import visible_to
from kb.stages.evidence import Stage, stages_of
from kb.web.paging import PER_PAGE, Page


class Ground(Kind):
    """On which grounds we say that somebody can do it, the strongest first."""

    ATTESTED = "attested"
    PASSED_ON = "passed_on"
    DECLARED = "declared"
    TRYING = "trying"


GROUNDS: Mapping[Basis, Ground] = {
    Basis.ATTESTED: Ground.ATTESTED,
    Basis.DOCUMENTED: Ground.PASSED_ON,
    Basis.TAUGHT: Ground.PASSED_ON,
    Basis.COVERED: Ground.PASSED_ON,
    Basis.DECLARED: Ground.DECLARED,
    Basis.SAYS_SO: Ground.DECLARED,
    Basis.TRIALLED: Ground.TRYING,
}


@dataclass(frozen=True)
class GridRow:
    """One area: how many practices have no carrier, one, two, and three or more."""

    area: Area | None
    numbers: tuple[int, ...]


@dataclass(frozen=True)
class MapRow:
    """One practice, and on which grounds each of the people can do it."""

    practice: Practice
    stage: Stage
    grounds: Mapping[int, Ground]


@dataclass(frozen=True)
class WhoCanWhat:
    """A page of practices against the people who carry any of them, alphabetically."""

    page: Page[MapRow]
    people: Sequence[Person]


def grid(*, seen_by: Person) -> list[GridRow]:
    """Return the numbers of every area that has practices, in the areas' own order."""
    counts = coverage()
    carriers = func.coalesce(counts.c.carriers, 0)
    many = case((carriers >= MANY, MANY), else_=carriers)
    asked = (
        select(PracticeArea.area, many, func.count(Practice.id))
        .select_from(Practice)
        .outerjoin(PracticeArea, PracticeArea.practice_id == Practice.id)
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .where(visible_to(seen_by), Practice.dropped_at.is_(None))
        .group_by(PracticeArea.area, many)
    )
    found: dict[Area | None, dict[int, int]] = {}
    for area, there, number in session.execute(asked):
        found.setdefault(area, {})[there] = number
    ordered: list[Area | None] = [*Area, None]
    return [
        GridRow(area, tuple(found[area].get(n, 0) for n in range(MANY + 1)))
        for area in ordered
        if area in found
    ]


def who_can_what(cut: Cut, *, seen_by: Person, number: int) -> WhoCanWhat:
    """Return a page of the practices in ``cut`` and who can do them."""
    counts = coverage()
    wanted = (
        select(Practice)
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .where(visible_to(seen_by), Practice.dropped_at.is_(None), *_within(cut, counts))
    )
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = session.scalars(
        wanted.order_by(Practice.title).limit(PER_PAGE).offset((number - 1) * PER_PAGE)
    ).all()
    numbers = [row.id for row in rows]
    grounds, people = _grounds(numbers)
    stages = stages_of(numbers)
    told = [MapRow(row, stages[row.id], grounds.get(row.id, {})) for row in rows]
    return WhoCanWhat(Page(told, number, total), people)


def _within(cut: Cut, counts: Subquery) -> Iterator[ColumnElement[bool]]:
    placed = select(PracticeArea.practice_id)
    if cut.area:
        yield Practice.id.in_(placed.where(PracticeArea.area == cut.area))
    if cut.without_area:
        yield Practice.id.not_in(placed)
    if cut.carriers is not None:
        carriers = func.coalesce(counts.c.carriers, 0)
        yield carriers >= MANY if cut.carriers >= MANY else carriers == cut.carriers
    if cut.carrier_id is not None:
        # What one is only trying out does not rest on one yet.
        theirs = select(CarrierReason.practice_id).where(
            CarrierReason.person_id == cut.carrier_id,
            CarrierReason.basis != Basis.TRIALLED,
            ~CarrierReason.hidden,
        )
        yield Practice.id.in_(theirs)


def _grounds(
    numbers: Sequence[int],
) -> tuple[dict[int, dict[int, Ground]], Sequence[Person]]:
    found: dict[int, dict[int, Ground]] = {}
    people: dict[int, Person] = {}
    ranked = list(Ground)
    for reason in reasons_by_name(numbers):
        people[reason.person_id] = reason.person
        row = found.setdefault(reason.practice_id, {})
        given = GROUNDS[reason.basis]
        known = row.get(reason.person_id, given)
        row[reason.person_id] = min(known, given, key=ranked.index)
    return found, in_order(people.values(), by=lambda person: person.name, language="fi")
