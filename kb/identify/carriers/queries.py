"""Finding who can do a practice, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, exists, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager

from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Me, Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to


@dataclass(frozen=True)
class Carrier:
    """Somebody who can do a practice, with every reason to say so."""

    person: Person
    reasons: tuple[CarrierReason, ...]

    @property
    def is_holder(self) -> bool:
        """Say whether it is this person's own knowledge."""
        return any(reason.basis is Basis.DECLARED for reason in self.reasons)

    @property
    def is_attested(self) -> bool:
        """Say whether another who can do it said that this one can."""
        return any(reason.basis is Basis.ATTESTED for reason in self.reasons)


def carriers_of(practice: Practice) -> list[Carrier]:
    """Return who can do ``practice`` and is here, alphabetically; hidden ones left out."""
    by_person: dict[int, list[CarrierReason]] = {}
    for row in reasons_by_name([practice.id]):
        by_person.setdefault(row.person_id, []).append(row)
    return [Carrier(reasons[0].person, tuple(reasons)) for reasons in by_person.values()]


def reasons_by_name(practice_ids: Sequence[int]) -> Sequence[CarrierReason]:
    """Return why who can do the practices, of those who are here; hidden ones left out."""
    return session.scalars(_reasons_by_name(), {"practices": practice_ids}).all()


@cache
def _reasons_by_name() -> Select[CarrierReason]:
    among = CarrierReason.practice_id.in_(given("practices"))
    return (
        select(CarrierReason)
        .join(CarrierReason.person)
        .where(among, ~CarrierReason.hidden, is_here())
        .options(contains_eager(CarrierReason.person))
        .order_by(Person.name, CarrierReason.since)
    )


def holders_of(practice: Practice) -> Sequence[Person]:
    """Return whose knowledge ``practice`` is, of those who are here."""
    return session.scalars(_holders(), {"practice": practice.id}).all()


@cache
def _holders() -> Select[Person]:
    return (
        select(Person)
        .join(CarrierReason, CarrierReason.person_id == Person.id)
        .where(
            CarrierReason.practice_id == bindparam("practice"),
            CarrierReason.basis == Basis.DECLARED,
            is_here(),
        )
        .order_by(Person.name)
    )


def is_held_by(practice: Practice, person: Person) -> bool:
    """Say whether ``practice`` is this person's own knowledge."""
    return any(holder.id == person.id for holder in holders_of(practice))


def is_said_to_carry(person: Person, practice: Practice) -> bool:
    """Say whether ``practice`` is known as something ``person`` can do, by anybody's word."""
    said = CarrierReason.basis.in_((Basis.DECLARED, Basis.SAYS_SO))
    theirs = CarrierReason.practice_id == practice.id, CarrierReason.person_id == person.id
    return session.scalar(select(CarrierReason.id).where(said, *theirs).limit(1)) is not None


def carries(person: Person, practice: Practice) -> bool:
    """Say whether ``person`` is here and can do ``practice``, hidden or not."""
    theirs = CarrierReason.practice_id == practice.id, CarrierReason.person_id == person.id
    found = session.scalar(select(CarrierReason.id).where(*theirs).limit(1))
    return person.is_here and found is not None


def is_hidden(person: Person, practice: Practice) -> bool:
    """Say whether ``person`` does not want to be named as one who can do ``practice``."""
    theirs = (
        CarrierReason.practice_id == practice.id,
        CarrierReason.person_id == person.id,
        CarrierReason.hidden,
    )
    return session.scalar(select(CarrierReason.id).where(*theirs).limit(1)) is not None


def carried_by_id(number: int) -> Select[int]:
    """Select what the person of that number can do, and has not hidden."""
    return select(CarrierReason.practice_id).where(
        CarrierReason.person_id == number, ~CarrierReason.hidden
    )


def is_own(
    practice_id: InstrumentedAttribute[int] | ColumnElement[int],
    person_id: InstrumentedAttribute[int] | ColumnElement[int],
) -> ColumnElement[bool]:
    """Return the condition that a person has ever declared a practice theirs."""
    return exists().where(
        CarrierReason.practice_id == practice_id,
        CarrierReason.person_id == person_id,
        CarrierReason.basis == Basis.DECLARED,
    )


def held_practice_ids() -> Select[int]:
    """Select the practices that anybody has ever declared as their own."""
    return select(CarrierReason.practice_id).where(CarrierReason.basis == Basis.DECLARED)


def practices_held_by(person: Person | Me) -> Select[int]:
    """Select the practices that are this person's own knowledge."""
    return held_practice_ids().where(CarrierReason.person_id == person.id)


def carried_by(person: Person, *, seen_by: Person) -> Sequence[CarrierReason]:
    """Return why ``person`` can do what, of the practices ``seen_by`` may see."""
    hidden = ~CarrierReason.hidden if person.id != seen_by.id else CarrierReason.id.is_not(None)
    return session.scalars(
        select(CarrierReason)
        .join(CarrierReason.practice)
        .where(CarrierReason.person_id == person.id, hidden, visible_to(seen_by))
        .order_by(Practice.title, CarrierReason.since)
    ).all()
