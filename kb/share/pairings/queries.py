"""Finding pairings, and the one condition of who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from kb.document.revisions.queries import published_practice_ids
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import carried_by_id
from kb.people.models import Me, Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.pairings.agreements import Agreement, Consent, Consented, Fellow
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import OVER, PairingState

THERE = Practice.removed_at.is_(None)
# What every page of a pair asks, read for all of them at once.
WHOLE = (
    selectinload(Pairing.targets.and_(THERE)),
    joinedload(Pairing.agreement),
    selectinload(Pairing.consents),
)


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
    return includes(person)


def pairings_of(person: Person) -> Sequence[Pairing]:
    """Return the pairings ``person`` is one of, those that are over last."""
    return session.scalars(
        select(Pairing)
        .where(includes(person))
        .options(*WHOLE)
        .order_by(Pairing.state.in_(OVER), Pairing.made_at.desc())
    ).all()


def pairing_by_id(number: int, *, seen_by: Person) -> Pairing:
    """Return the pairing, or raise NotFoundError as if there were none."""
    found = session.scalar(
        select(Pairing).where(Pairing.id == number, visible_pairings(seen_by)).options(*WHOLE)
    )
    if found is None:
        raise NotFoundError("pairing.not_found")
    return found


def pairings_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Pairing]:
    """Return those of the pairings that ``seen_by`` may see."""
    return session.scalars(
        select(Pairing).where(Pairing.id.in_(numbers), visible_pairings(seen_by))
    ).all()


def former_of(number: int | None, *, seen_by: Person) -> Pairing | None:
    """Return the pairing that a new one goes on from, if there is one and it is seen."""
    return pairing_by_id(number, seen_by=seen_by) if number else None


def chain_of(pairing: Pairing, *, seen_by: Person) -> Sequence[Pairing]:
    """Return the pairing that this one goes on from, and those that go on from this one."""
    linked = or_(Pairing.id == pairing.follows_id, Pairing.follows_id == pairing.id)
    return session.scalars(
        select(Pairing).where(linked, visible_pairings(seen_by)).order_by(Pairing.id)
    ).all()


def proposals_by(person: Person) -> Sequence[Pairing]:
    """Return what ``person`` proposed for others and is not answered by all yet."""
    return session.scalars(
        select(Pairing)
        .where(
            Pairing.proposed_by_id == person.id,
            Pairing.state == PairingState.PROPOSED,
            ~includes(person),
        )
        .order_by(Pairing.made_at)
    ).all()


def proposal_by_id(number: int, *, seen_by: Person) -> Pairing:
    """Return a pairing that ``seen_by`` may see or has proposed, or raise NotFoundError."""
    mine = or_(visible_pairings(seen_by), Pairing.proposed_by_id == seen_by.id)
    found = session.scalar(select(Pairing).where(Pairing.id == number, mine))
    if found is None:
        raise NotFoundError("pairing.not_found")
    return found


def waiting_for(person: Person) -> Sequence[Pairing]:
    """Return the pairings that wait for this person: a yes or no, an agreement, going on."""
    worded = exists().where(Agreement.pairing_id == Pairing.id)
    rests = Pairing.state == PairingState.PAUSED, Pairing.paused_until <= clock.today()
    mine = or_(
        and_(Pairing.state == PairingState.PROPOSED, _unanswered_by(person)),
        and_(Pairing.state == PairingState.AGREED, ~_signed_by(person)),
        and_(Pairing.state == PairingState.ACTIVE, worded, ~_signed_by(person)),
        and_(*rests, or_(Pairing.mentor_id == person.id, ~_is_group())),
    )
    return session.scalars(
        select(Pairing).where(includes(person), mine).order_by(Pairing.made_at)
    ).all()


def practices_to_pass_on(mentor: Person, *learners: Person, seen_by: Person) -> list[Choice]:
    """Return the practices all of them may see, by title."""
    carried = carried_by_id(mentor.id)
    rows = session.execute(
        select(Practice, Practice.id.in_(carried), Practice.id.in_(published_practice_ids()))
        .where(*(visible_to(one) for one in (seen_by, mentor, *learners)))
        .order_by(Practice.title)
    )
    return [Choice(*row) for row in rows]


def is_carried_by(practice: Practice, person: Person) -> bool:
    """Say whether ``person`` is openly among those who can do ``practice``."""
    carried = carried_by_id(person.id).where(CarrierReason.practice_id == practice.id)
    return session.scalar(carried.limit(1)) is not None


def includes(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the pairings that ``person`` is one of."""
    fellow: Select[int] = select(Fellow.pairing_id).where(Fellow.person_id == person.id)
    return or_(
        Pairing.mentor_id == person.id,
        Pairing.learner_id == person.id,
        Pairing.id.in_(fellow),
    )


def _unanswered_by(person: Person) -> ColumnElement[bool]:
    fellow = select(Fellow.pairing_id).where(
        Fellow.person_id == person.id, Fellow.motivation.is_(None)
    )
    return or_(
        and_(Pairing.mentor_id == person.id, Pairing.mentor_motivation.is_(None)),
        and_(Pairing.learner_id == person.id, Pairing.learner_motivation.is_(None)),
        Pairing.id.in_(fellow),
    )


def _signed_by(person: Person) -> ColumnElement[bool]:
    return exists().where(
        Consent.pairing_id == Pairing.id,
        Consent.person_id == person.id,
        Consent.kind == Consented.AGREEMENT,
    )


def _is_group() -> ColumnElement[bool]:
    return exists().where(Fellow.pairing_id == Pairing.id)
