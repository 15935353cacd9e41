"""Finding how far a learner is with a practice, and who has made it their own work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import lazyload

from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import is_held_by
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial
from kb.internalise.trials.queries import debriefed_practice_ids, doing_of, done_enough
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids


class LearnerState(Kind):
    """How far one learner is with one practice."""

    NONE = "none"
    READ = "read"
    TRIED = "tried"
    OWN_WORK = "own_work"


@dataclass(frozen=True)
class Deeds:
    """What a person may still do with a practice on its page."""

    is_holder: bool
    has_read: bool
    needed: int
    own_work: Mark | None

    @property
    def may_declare(self) -> bool:
        """Say whether it may be called own work now."""
        return not self.is_holder and self.own_work is None and self.needed == 0


def deeds_of(person: Person, practice: Practice) -> Deeds:
    """Return what ``person`` may do with ``practice``."""
    marks = session.scalars(_marks(), {"learner": person.id, "practice": practice.id})
    by_kind = {mark.kind: mark for mark in marks}
    return Deeds(
        is_holder=is_held_by(practice, person),
        has_read=MarkKind.READ in by_kind,
        needed=trials_still_needed(person, practice),
        own_work=by_kind.get(MarkKind.OWN_WORK),
    )


@cache
def _marks() -> Select[Mark]:
    return (
        select(Mark)
        .where(
            Mark.learner_id == bindparam("learner"), Mark.practice_id == bindparam("practice")
        )
        .options(lazyload(Mark.practice), lazyload(Mark.learner))  # both at hand already
    )


def mark_of(person: Person, practice: Practice, kind: MarkKind) -> Mark | None:
    """Return what this person has said of ``practice``."""
    return session.scalar(
        select(Mark).where(
            Mark.learner_id == person.id, Mark.practice_id == practice.id, Mark.kind == kind
        )
    )


def trials_still_needed(person: Person, practice: Practice) -> int:
    """Return how many debriefed trials are missing until it may be called own work."""
    return doing_of(person, practice).still_needed


def may_declare(person: Person, practice: Practice) -> bool:
    """Say whether ``person`` may call ``practice`` part of their own work (R6)."""
    return deeds_of(person, practice).may_declare


def states_by_practice(person: Person) -> Mapping[int, LearnerState]:
    """Return how far ``person`` is, by the number of each practice that is not new to them."""
    found = dict.fromkeys(session.scalars(_marked(person, MarkKind.READ)), LearnerState.READ)
    found |= dict.fromkeys(session.scalars(debriefed_practice_ids(person)), LearnerState.TRIED)
    own = session.scalars(_marked(person, MarkKind.OWN_WORK))
    return found | dict.fromkeys(own, LearnerState.OWN_WORK)


def states_of(person: Person) -> Mapping[LearnerState, Sequence[Practice]]:
    """Return this person's practices by how far they are, the furthest first."""
    states = states_by_practice(person)
    practices = practices_by_ids(list(states), seen_by=person)
    return {
        state: [practice for practice in practices if states[practice.id] is state]
        for state in (LearnerState.OWN_WORK, LearnerState.TRIED, LearnerState.READ)
    }


def internalised_by(practice: Practice) -> Sequence[Person]:
    """Return who has made ``practice`` their own work and does not hide it, alphabetically."""
    return session.scalars(_internalised_by(), {"practice": practice.id}).all()


@cache
def _internalised_by() -> Select[Person]:
    hidden = exists().where(
        CarrierReason.practice_id == Mark.practice_id,
        CarrierReason.person_id == Person.id,
        CarrierReason.hidden,
    )
    return (
        select(Person)
        .join(Mark, Mark.learner_id == Person.id)
        .where(Mark.practice_id == bindparam("practice"), _internalised(), is_here(), ~hidden)
        .order_by(Person.name)
    )


def internalised_practice_ids() -> Select[int]:
    """Select the practices that somebody other than a holder does as their own work."""
    return select(Mark.practice_id).where(_internalised())


def _internalised() -> ColumnElement[bool]:
    """Return the condition that a mark says own work, is backed by doing and no holder's."""
    holds = exists().where(
        CarrierReason.practice_id == Mark.practice_id,
        CarrierReason.person_id == Mark.learner_id,
        CarrierReason.basis == Basis.DECLARED,
    )
    own = (Trial.practice_id == Mark.practice_id, Trial.learner_id == Mark.learner_id)
    done = done_enough().where(*own).correlate(Mark).exists()
    return (Mark.kind == MarkKind.OWN_WORK) & done & ~holds


def _marked(person: Person, kind: MarkKind) -> Select[int]:
    return select(Mark.practice_id).where(Mark.learner_id == person.id, Mark.kind == kind)
