"""Finding who can do a practice, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, select

from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Person
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


def carriers_of(practice: Practice) -> list[Carrier]:
    """Return who can do ``practice`` and is here, alphabetically; hidden ones left out."""
    rows = session.scalars(
        select(CarrierReason)
        .join(CarrierReason.person)
        .where(CarrierReason.practice_id == practice.id, ~CarrierReason.hidden, is_here())
        .order_by(Person.name, CarrierReason.since)
    ).unique()
    by_person: dict[int, list[CarrierReason]] = {}
    for row in rows:
        by_person.setdefault(row.person_id, []).append(row)
    return [Carrier(reasons[0].person, tuple(reasons)) for reasons in by_person.values()]


def holders_of(practice: Practice) -> Sequence[Person]:
    """Return whose knowledge ``practice`` is, of those who are here."""
    return session.scalars(
        select(Person)
        .join(CarrierReason, CarrierReason.person_id == Person.id)
        .where(
            CarrierReason.practice_id == practice.id,
            CarrierReason.basis == Basis.DECLARED,
            is_here(),
        )
        .order_by(Person.name)
    ).all()


def is_held_by(practice: Practice, person: Person) -> bool:
    """Say whether ``practice`` is this person's own knowledge."""
    return any(holder.id == person.id for holder in holders_of(practice))


def held_practice_ids() -> Select[int]:
    """Select the practices that anybody has ever declared as their own."""
    return select(CarrierReason.practice_id).where(CarrierReason.basis == Basis.DECLARED)


def practices_held_by(person: Person) -> Select[int]:
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
