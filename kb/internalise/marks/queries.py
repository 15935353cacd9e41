"""Finding how far a learner is with a practice, and who has made it their own work."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, func, or_, select

from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import is_own
from kb.internalise.adoptions.queries import in_use_by
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.attestations.queries import attested_practice_ids, is_standing
from kb.internalise.attestations.queries import counts as attestation_counts
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial
from kb.internalise.trials.queries import Doing, debriefed_practice_ids, doing_of, done_enough
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
    ATTESTED = "attested"


@dataclass(frozen=True)
class Deeds:
    """What a person may still do with a practice on its page."""

    doing: Doing
    is_holder: bool
    read_at: datetime | None
    own_work: datetime | None
    in_use: int | None
    asked: int | None
    attested: int | None

    @property
    def has_read(self) -> bool:
        """Say whether it is marked as read."""
        return self.read_at is not None

    @property
    def needed(self) -> int:
        """Return how many debriefed trials are missing until it may be called own work."""
        return self.doing.still_needed

    @property
    def may_declare(self) -> bool:
        """Say whether it may be called own work now."""
        return not self.is_holder and self.own_work is None and self.needed == 0

    @property
    def may_ask_to_attest(self) -> bool:
        """Say whether there is something tried that nobody was asked about or attested."""
        return self.doing.different > 0 and not (self.is_holder or self.asked or self.attested)

    @property
    def may_give_up(self) -> bool:
        """Say whether it is in use by one's own word."""
        return bool(self.in_use or self.own_work)


def deeds_of(person: Person, practice: Practice) -> Deeds:
    """Return what ``person`` may do with ``practice``."""
    asked = {"learner": person.id, "practice": practice.id}
    return Deeds(doing_of(person, practice), *session.execute(_said(), asked).one())


@cache
def _said() -> Select[
    bool, datetime | None, datetime | None, int | None, int | None, int | None
]:
    """Select whether it is theirs, what they said, use, asked for and were attested."""
    mine = {table: _of_one(table) for table in (Mark, Attestation)}
    asked = Attestation.state == AttestationState.ASKED
    return select(
        is_own(bindparam("practice"), bindparam("learner")),
        select(Mark.at).where(mine[Mark], Mark.kind == MarkKind.READ).scalar_subquery(),
        select(Mark.at).where(mine[Mark], Mark.kind == MarkKind.OWN_WORK).scalar_subquery(),
        in_use_by(bindparam("learner"), bindparam("practice")).scalar_subquery(),
        select(func.max(Attestation.id)).where(mine[Attestation], asked).scalar_subquery(),
        select(func.max(Attestation.id))
        .where(mine[Attestation], is_standing())
        .scalar_subquery(),
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
    ways = {
        LearnerState.READ: _marked(person, MarkKind.READ),
        LearnerState.TRIED: debriefed_practice_ids(person),
        LearnerState.OWN_WORK: _marked(person, MarkKind.OWN_WORK),
        LearnerState.ATTESTED: attested_practice_ids().where(
            Attestation.learner_id == person.id
        ),
    }
    found: dict[int, LearnerState] = {}
    for state, numbers in ways.items():
        found |= dict.fromkeys(session.scalars(numbers), state)
    return found


def states_of(person: Person) -> Mapping[LearnerState, Sequence[Practice]]:
    """Return this person's practices by how far they are, the furthest first."""
    states = states_by_practice(person)
    practices = practices_by_ids(list(states), seen_by=person)
    return {
        state: [practice for practice in practices if states[practice.id] is state]
        for state in reversed(LearnerState)
        if state is not LearnerState.NONE
    }


def internalised_by(practice: Practice) -> Sequence[Person]:
    """Return whose own work ``practice`` is and who does not hide it, alphabetically."""
    return session.scalars(_internalised_by(), {"practice": practice.id}).all()


@cache
def _internalised_by() -> Select[Person]:
    hidden = exists().where(
        CarrierReason.practice_id == bindparam("practice"),
        CarrierReason.person_id == Person.id,
        CarrierReason.hidden,
    )
    own = select(Mark.learner_id).where(
        Mark.practice_id == bindparam("practice"), _internalised()
    )
    attested = select(Attestation.learner_id).where(
        Attestation.practice_id == bindparam("practice"), attestation_counts()
    )
    by_either = Person.id.in_(own) | Person.id.in_(attested)
    return select(Person).where(by_either, is_here(), ~hidden).order_by(Person.name)


def internalised_practice_ids() -> Select[int]:
    """Select what somebody other than a holder does as own work, or was attested to do."""
    own = select(Mark.practice_id).where(_internalised(), Mark.practice_id == Practice.id)
    attested = attested_practice_ids().where(Attestation.practice_id == Practice.id)
    either = or_(*(one.correlate(Practice).exists() for one in (own, attested)))
    return select(Practice.id).where(either)


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


def _of_one(table: type[Mark | Attestation]) -> ColumnElement[bool]:
    learner = table.learner_id == bindparam("learner")
    return learner & (table.practice_id == bindparam("practice"))
