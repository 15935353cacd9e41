"""Which practice stands at which stage, asked of all of them at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Subquery, func, or_, select

from kb.cycle.board.forms import Cut
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import carried_by_id
from kb.identify.valuations.queries import coverage, risk_of
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice, PracticeArea, PracticeIndustry
from kb.practices.queries import visible_to
from kb.practices.trust import trust_at
from kb.stages.evidence import EVIDENCE, Stage, ahead, stage_by


@dataclass(frozen=True)
class Placed:
    """A practice by its number: where it stands, and what is proved too early to count.

    ``is_established``: as many as it should rest on are attested to do it, and are here.
    """

    id: int
    stage: Stage
    early: tuple[Stage, ...]
    is_established: bool
    made_at: datetime
    published_at: datetime | None


def placed(cut: Cut, *, seen_by: Person) -> list[Placed]:
    """Return what is in use and kept to: the most critical first, then by title."""
    counts, sure = coverage(), _attested()
    there = [Practice.id.in_(ids()) for ids in EVIDENCE.values()]
    dates = Practice.published_at, Practice.verified_at, Practice.review_due
    numbers = func.coalesce(counts.c.carriers, 0), func.coalesce(sure.c.attested, 0)
    rows = session.execute(
        select(
            Practice.id, Practice.made_at, *dates, Practice.target_coverage, *numbers, *there
        )
        .outerjoin(counts, counts.c.practice_id == Practice.id)
        .outerjoin(sure, sure.c.practice_id == Practice.id)
        .where(visible_to(seen_by), Practice.dropped_at.is_(None), *_within(cut))
        .order_by(func.coalesce(Practice.criticality, 0).desc(), Practice.title, Practice.id)
    )
    found: list[Placed] = []
    for number, made_at, published, verified, due, target, carriers, attested, *proved in rows:
        trust = trust_at(published, verified, due, None)
        if cut.trust in {None, trust} and cut.risk in {None, risk_of(carriers, target)}:
            evidence = dict(zip(EVIDENCE, map(bool, proved), strict=True))
            stage, early = stage_by(evidence), tuple(ahead(evidence))
            enough = stage is Stage.INTERNALISED and attested >= target
            found.append(Placed(number, stage, early, enough, made_at, published))
    return found


def _within(cut: Cut) -> Iterator[ColumnElement[bool]]:
    if cut.industry:
        rows = select(PracticeIndustry.practice_id)
        yield Practice.id.in_(rows.where(PracticeIndustry.industry == cut.industry))
    if cut.area:
        placed_in = select(PracticeArea.practice_id).where(PracticeArea.area == cut.area)
        yield Practice.id.in_(placed_in)
    if cut.journey:
        yield Practice.journey_stage == cut.journey
    if cut.person is not None:
        carried = Practice.id.in_(carried_by_id(cut.person))
        yield or_(carried, Practice.steward_id == cut.person)


def _attested() -> Subquery:
    """Select how many are attested to do each practice, are here and show it."""
    return (
        select(
            CarrierReason.practice_id,
            func.count(CarrierReason.person_id.distinct()).label("attested"),
        )
        .join(CarrierReason.person)
        .where(CarrierReason.basis == Basis.ATTESTED, ~CarrierReason.hidden, is_here())
        .group_by(CarrierReason.practice_id)
        .subquery("attested")
    )
