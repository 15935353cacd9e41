"""Demand: what is needed most, by how many ask and how long they have waited."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from sqlalchemy import ColumnElement, Select, distinct, func, select
from sqlalchemy.orm import aliased

from kb.foundation.db import session
from kb.identify.needs.forms import Among
from kb.identify.needs.models import UNANSWERED, Need, NeedOffer, NeedState
from kb.identify.needs.queries import whole_id
from kb.web.paging import PER_PAGE, Page

ENOUGH = 5  # answered needs, before anything is said of how long it takes
A_DAY = 86_400  # seconds


@dataclass(frozen=True)
class Demanded:
    """A need with how many people asked, in how many wordings, and how many were asked."""

    need: Need
    askers: int
    wordings: int
    offered: int


@dataclass(frozen=True)
class Figures:
    """How many needs there are of each state, and the days it takes to an answer."""

    counts: Mapping[NeedState, int]
    days: float | None


def demand(among: Among, page: int) -> Page[Demanded]:
    """Return a page of the needs of some kind: what waits, the most asked and oldest first."""
    wanted = select(Need.id).where(Need.part_of_id.is_(None), *_kept(among))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = session.execute(_ordered(wanted).limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    offered = _offered([need.id for need, _, _ in rows])
    told = [Demanded(*row, offered.get(row[0].id, 0)) for row in rows]
    return Page(told, page, total)


def figures() -> Figures:
    """Return how many needs wait, and how long answers take; too few tell nothing."""
    whole = Need.part_of_id.is_(None)
    rows = session.execute(select(Need.state, func.count()).where(whole).group_by(Need.state))
    answered = session.execute(
        select(Need.made_at, Need.answered_at).where(whole, Need.answered_at.is_not(None))
    ).all()
    spans = [(given - made).total_seconds() / A_DAY for made, given in answered if given]
    return Figures(dict(rows.all()), median(spans) if len(spans) >= ENOUGH else None)


def _ordered(wanted: Select[int]) -> Select[Need, int, int]:
    wording = aliased(Need)
    askers = func.count(distinct(wording.asker_id))
    return (
        select(Need, askers, func.count(wording.id))
        .join(wording, func.coalesce(wording.part_of_id, wording.id) == Need.id)
        .where(Need.id.in_(wanted))
        .group_by(Need.id)
        .order_by(Need.state.in_(UNANSWERED).desc(), askers.desc(), Need.made_at, Need.id)
    )


def _kept(among: Among) -> list[ColumnElement[bool]]:
    kept: list[ColumnElement[bool]] = []
    if among.state:
        kept.append(Need.state == among.state)
    if among.industry:
        theirs = select(whole_id()).where(Need.industry == among.industry)
        kept.append(Need.id.in_(theirs.correlate(None)))
    return kept


def _offered(numbers: Sequence[int]) -> dict[int, int]:
    rows = session.execute(
        select(NeedOffer.need_id, func.count())
        .where(NeedOffer.need_id.in_(numbers), NeedOffer.declined_at.is_(None))
        .group_by(NeedOffer.need_id)
    )
    return dict(rows.all())
