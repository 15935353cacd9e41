"""Finding proposals: seen by who tried, who looks after the practice, coordinators."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Float, Select, exists, func, or_, select, true

from kb.document.upkeep.queries import looks_after
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.improvements.models import Improvement, ImprovementState
from kb.internalise.trials.models import ASKS_FOR_MORE, Trial
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to

DECIDED = (ImprovementState.ACCEPTED, ImprovementState.REFUSED)


def improvement_by_id(number: int, *, seen_by: Person) -> Improvement:
    """Return the proposal to those who may see it; to others there is none."""
    found = improvements_by_ids([number], seen_by=seen_by)
    if not found:
        raise NotFoundError("improvement.not_found")
    return found[0]


def improvements_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Improvement]:
    """Return those of the proposals that ``seen_by`` may see."""
    return session.scalars(
        select(Improvement)
        .join(Improvement.practice)
        .where(Improvement.id.in_(numbers), _seen_by(seen_by))
    ).all()


def improvements_to_decide(person: Person, *, at_most: int) -> Sequence[Improvement]:
    """Return what waits for this person's decision, oldest first.

    They are the owner's and the holders'; where these have all gone, the coordinators'.
    """
    theirs = _looked_after_by(person)
    if person.is_coordinator:
        theirs = or_(theirs, _orphaned())
    return session.scalars(
        select(Improvement)
        .join(Improvement.practice)
        .where(
            Improvement.state == ImprovementState.OPEN,
            Improvement.by_id != person.id,
            Practice.dropped_at.is_(None),
            visible_to(person),
            theirs,
        )
        .order_by(Improvement.at, Improvement.id)
        .limit(at_most)
    ).all()


def improvements_by(person: Person) -> Sequence[Improvement]:
    """Return what this person proposed, newest first."""
    return session.scalars(
        select(Improvement)
        .join(Improvement.practice)
        .where(Improvement.by_id == person.id, visible_to(person))
        .order_by(Improvement.at.desc(), Improvement.id.desc())
    ).all()


def proposal_of(trial: Trial) -> Improvement | None:
    """Return what was proposed after a trial and not withdrawn."""
    stands = Improvement.state != ImprovementState.WITHDRAWN
    return session.scalar(select(Improvement).where(Improvement.trial_id == trial.id, stands))


def may_decide(improvement: Improvement, person: Person) -> bool:
    """Say whether the decision is this person's: who looks after it, or a coordinator."""
    own = improvement.by_id == person.id
    return not own and (looks_after(improvement.practice, person) or person.is_coordinator)


def accepted_by(person: Person, practice: Practice, language: str) -> Sequence[Improvement]:
    """Return what this person accepted and is still to be seen by readers, oldest first."""
    return session.scalars(
        select(Improvement)
        .where(
            Improvement.practice_id == practice.id,
            Improvement.decided_by_id == person.id,
            Improvement.state == ImprovementState.ACCEPTED,
            Improvement.worded_in == language,
            Improvement.carried_at.is_(None),
        )
        .order_by(Improvement.decided_at, Improvement.id)
    ).all()


def handed_over_in(revision_id: int) -> Sequence[Improvement]:
    """Return the accepted proposals that a wording was handed over with."""
    waiting = Improvement.carried_at.is_(None)
    return session.scalars(
        select(Improvement).where(Improvement.revision_id == revision_id, waiting)
    ).all()


def carried_into(practice: Practice) -> Sequence[Improvement]:
    """Return the proposals that ``practice`` was improved by, oldest first."""
    return session.scalars(
        select(Improvement)
        .where(Improvement.practice_id == practice.id, Improvement.carried_at.is_not(None))
        .order_by(Improvement.carried_at, Improvement.id)
    ).all()


def loops() -> Select[int, int, int, datetime, datetime | None, float | None]:
    """Select every trial that was adapted or did not work, and when it led to a decision.

    Columns: trial_id, practice_id, learner_id, debriefed_at, decided_at (nothing while no
    proposal of it was accepted or refused), days between the two.
    """
    decided = (
        select(func.min(Improvement.decided_at))
        .where(Improvement.trial_id == Trial.id, Improvement.state.in_(DECIDED))
        .correlate(Trial)
        .scalar_subquery()
    )
    days = func.julianday(decided, type_=Float) - func.julianday(
        Trial.debriefed_at, type_=Float
    )
    return select(
        Trial.id.label("trial_id"),
        Trial.practice_id,
        Trial.learner_id,
        Trial.debriefed_at,
        decided.label("decided_at"),
        days.label("days"),
    ).where(Trial.verdict.in_(ASKS_FOR_MORE), Trial.debriefed_at.is_not(None))


def _looked_after_by(person: Person) -> ColumnElement[bool]:
    held = Improvement.practice_id.in_(practices_held_by(person))
    return or_(Practice.steward_id == person.id, held)


def _orphaned() -> ColumnElement[bool]:
    held = exists().where(
        CarrierReason.practice_id == Improvement.practice_id,
        CarrierReason.basis == Basis.DECLARED,
        Person.id == CarrierReason.person_id,
        is_here(),
    )
    looked_after = exists().where(Person.id == Practice.steward_id, is_here())
    return ~held & ~looked_after


def _seen_by(person: Person) -> ColumnElement[bool]:
    whole = true() if person.is_coordinator else _looked_after_by(person)
    return visible_to(person) & or_(Improvement.by_id == person.id, whole)
