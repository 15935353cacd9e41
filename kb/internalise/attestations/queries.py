"""Finding attestations, and the one condition of who may see them."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, or_, select
from sqlalchemy.orm import joinedload

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import (
    carriers_of,
    carries,
    is_held_by,
    is_own,
    practices_held_by,
)
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.practices.queries import visible_to as practices_seen_by

ANSWERED = (AttestationState.ATTESTED, AttestationState.LAPSED, AttestationState.REVOKED)


def visible_to(person: Person) -> ColumnElement[bool]:
    """Return the condition for what one may open: as one of the two, as a holder once said.

    The level stands there alone, so it is nobody else's to read; no role opens it.
    """
    either = or_(Attestation.learner_id == person.id, Attestation.attester_id == person.id)
    held = Attestation.practice_id.in_(practices_held_by(person))
    return practices_seen_by(person) & or_(either, held & Attestation.state.in_(ANSWERED))


def attestation_by_id(number: int, *, seen_by: Person) -> Attestation:
    """Return the attestation, or raise NotFoundError as if there were none."""
    found = session.scalar(
        select(Attestation)
        .join(Attestation.practice)
        .where(Attestation.id == number, visible_to(seen_by))
        .options(joinedload(Attestation.revoked_by))
    )
    if found is None:
        raise NotFoundError("attestation.not_found")
    return found


def attestations_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Attestation]:
    """Return those of the attestations that ``seen_by`` may open."""
    wanted = select(Attestation).join(Attestation.practice).where(visible_to(seen_by))
    return session.scalars(wanted.where(Attestation.id.in_(numbers))).all()


def attestations_to_answer(person: Person) -> Sequence[Attestation]:
    """Return what waits for this one's word, the oldest first."""
    waiting = Attestation.attester_id == person.id, Attestation.state == AttestationState.ASKED
    return session.scalars(
        select(Attestation)
        .join(Attestation.practice)
        .join(Attestation.learner)
        .where(*waiting, practices_seen_by(person), is_here())
        .order_by(Attestation.asked_at)
    ).all()


def attestations_of(learner: Person, practice: Practice) -> Sequence[Attestation]:
    """Return all that this learner ever asked of a practice, the newest first."""
    return session.scalars(
        _theirs(learner, practice).order_by(Attestation.asked_at.desc(), Attestation.id.desc())
    ).all()


def attestations_had_by(learner: Person) -> Sequence[Attestation]:
    """Return all that this person ever asked, as they may see it, the newest first."""
    return _those(Attestation.learner_id == learner.id, learner)


def attestations_given_by(attester: Person) -> Sequence[Attestation]:
    """Return all that this person was asked and answered, the newest first."""
    answered = Attestation.answered_at.is_not(None)
    return _those((Attestation.attester_id == attester.id) & answered, attester)


def attested_of(practice: Practice) -> Sequence[Attestation]:
    """Return what stands of those who are here and do not hide, by the learners' names."""
    hidden = CarrierReason.person_id == Attestation.learner_id, CarrierReason.hidden
    hides = select(CarrierReason.id).where(
        CarrierReason.practice_id == Attestation.practice_id, *hidden
    )
    return session.scalars(
        select(Attestation)
        .join(Attestation.learner)
        .where(Attestation.practice_id == practice.id, is_standing(), is_here())
        .where(~hides.correlate(Attestation).exists())
        .order_by(Person.name, Attestation.answered_at)
    ).all()


def evidence_of(attestation: Attestation) -> Sequence[Trial]:
    """Return the trials it rests on: what was debriefed until it was answered, or by now."""
    until = attestation.answered_at or clock.now()
    return session.scalars(
        select(Trial)
        .where(
            Trial.practice_id == attestation.practice_id,
            Trial.learner_id == attestation.learner_id,
            Trial.debriefed_at <= until,
        )
        .order_by(Trial.tried_on.desc(), Trial.id.desc())
    ).all()


def attesters_for(practice: Practice, learner: Person) -> Sequence[Person]:
    """Return who openly can do ``practice``, may read it and is somebody else, by name."""
    able = (one.person for one in carriers_of(practice) if one.person.id != learner.id)
    return [one for one in able if practices_by_ids([practice.id], seen_by=one)]


def open_request(learner: Person, practice: Practice) -> Attestation | None:
    """Return what this learner has asked and nobody answered yet."""
    asked = Attestation.state == AttestationState.ASKED
    return session.scalar(_theirs(learner, practice).where(asked))


def answerable_request(learner: Person, practice: Practice) -> Attestation | None:
    """Return the same, if whoever was asked can still answer."""
    asked = open_request(learner, practice)
    return asked if asked and not waits_in_vain(asked) else None


def waits_in_vain(attestation: Attestation) -> bool:
    """Say whether whoever was asked has gone, or can no longer do it themselves."""
    asked = attestation.attester
    unable = not asked.is_here or not carries(asked, attestation.practice)
    return attestation.is_open and unable


def may_revoke(attestation: Attestation, person: Person) -> bool:
    """Say whether it is this one's to revoke: as who attested it, or as a holder."""
    if person.id == attestation.learner_id:
        return False
    return person.id == attestation.attester_id or is_held_by(attestation.practice, person)


def other_standing(attestation: Attestation) -> bool:
    """Say whether the same is attested of the same learner by another that stands."""
    same = _theirs(attestation.learner, attestation.practice)
    others = same.where(is_standing(), Attestation.id != attestation.id)
    return session.scalar(others.limit(1)) is not None


def attestations_past() -> Sequence[Attestation]:
    """Return what was attested until a day that has gone by, for the worker to let go of."""
    past = Attestation.valid_until < clock.today()
    attested = Attestation.state == AttestationState.ATTESTED
    return session.scalars(select(Attestation).where(attested, past)).all()


def is_standing() -> ColumnElement[bool]:
    """Return the condition that something was attested and still holds today."""
    today: BindParameter[date] = bindparam(None, callable_=clock.today)
    attested = Attestation.state == AttestationState.ATTESTED
    return attested & (Attestation.valid_until >= today)


def counts() -> ColumnElement[bool]:
    """Return the condition that it stands, rests on doing (R6), and is no holder's."""
    done = select(Trial.id).where(
        Trial.practice_id == Attestation.practice_id,
        Trial.learner_id == Attestation.learner_id,
        Trial.debriefed_at.is_not(None),
    )
    holds = is_own(Attestation.practice_id, Attestation.learner_id)
    return is_standing() & done.correlate(Attestation).exists() & ~holds


def attested_practice_ids() -> Select[int]:
    """Select what somebody other than a holder was attested to do, on what they tried."""
    return select(Attestation.practice_id).where(counts())


def _those(which: ColumnElement[bool], person: Person) -> Sequence[Attestation]:
    wanted = select(Attestation).join(Attestation.practice)
    return session.scalars(
        wanted.where(which, practices_seen_by(person)).order_by(Attestation.asked_at.desc())
    ).all()


def _theirs(learner: Person, practice: Practice) -> Select[Attestation]:
    return select(Attestation).where(
        Attestation.learner_id == learner.id, Attestation.practice_id == practice.id
    )
