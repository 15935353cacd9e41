"""Finding pairings, and the one condition of who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select, true
from sqlalchemy.orm import selectinload

from kb.document.revisions.queries import published_practice_ids
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Me, Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.pairings.models import Pairing, PairingState
from kb.web.paging import PER_PAGE, Page

OVER = (PairingState.COMPLETED, PairingState.DECLINED)
THERE = Practice.removed_at.is_(None)
TARGETS = selectinload(Pairing.targets.and_(THERE))


@dataclass(frozen=True)
class Choice:
    """A practice to choose, and what one wants to know of it when choosing."""

    practice: Practice
    carried: bool
    documented: bool


def visible_pairings(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the pairings ``person`` may see: own, or any."""
    if person.is_coordinator:
        return true()
    return _includes(person)


def pairings_of(person: Person) -> Sequence[Pairing]:
    """Return the pairings ``person`` is one of, those that are over last."""
    return session.scalars(
        select(Pairing)
        .where(_includes(person))
        .options(TARGETS)
        .order_by(Pairing.state.in_(OVER), Pairing.made_at.desc())
    ).all()


def all_pairings(seen_by: Person, page: int = 1) -> Page[Pairing]:
    """Return one page of every pairing that ``seen_by`` may see, those that are over last."""
    found = session.scalars(
        select(Pairing)
        .where(visible_pairings(seen_by))
        .options(TARGETS)
        .order_by(Pairing.state.in_(OVER), Pairing.made_at.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    total = session.scalar(select(func.count(Pairing.id)).where(visible_pairings(seen_by)))
    return Page(found, page, total or 0)


def pairing_by_id(number: int, *, seen_by: Person) -> Pairing:
    """Return the pairing, or raise NotFoundError as if there were none."""
    found = session.scalar(
        select(Pairing).where(Pairing.id == number, visible_pairings(seen_by)).options(TARGETS)
    )
    if found is None:
        raise NotFoundError("pairing.not_found")
    return found


def waiting_for(person: Person) -> Sequence[Pairing]:
    """Return the pairings that wait for this person's yes or no."""
    unanswered = or_(
        (Pairing.mentor_id == person.id) & Pairing.mentor_motivation.is_(None),
        (Pairing.learner_id == person.id) & Pairing.learner_motivation.is_(None),
    )
    return session.scalars(
        select(Pairing)
        .where(Pairing.state == PairingState.PROPOSED, unanswered)
        .order_by(Pairing.made_at)
    ).all()


def practices_to_pass_on(mentor: Person, learner: Person, *, seen_by: Person) -> list[Choice]:
    """Return the practices all of them may see, by title."""
    carried = select(CarrierReason.practice_id).where(
        CarrierReason.person_id == mentor.id, ~CarrierReason.hidden
    )
    rows = session.execute(
        select(Practice, Practice.id.in_(carried), Practice.id.in_(published_practice_ids()))
        .where(visible_to(seen_by), visible_to(mentor), visible_to(learner))
        .order_by(Practice.title)
    )
    return [Choice(*row) for row in rows]


def is_carried_by(practice: Practice, person: Person) -> bool:
    """Say whether ``person`` is openly among those who can do ``practice``."""
    return bool(
        session.scalar(
            select(CarrierReason.id)
            .where(
                CarrierReason.practice_id == practice.id,
                CarrierReason.person_id == person.id,
                ~CarrierReason.hidden,
            )
            .limit(1)
        )
    )


def _includes(person: Person | Me) -> ColumnElement[bool]:
    return or_(Pairing.mentor_id == person.id, Pairing.learner_id == person.id)
