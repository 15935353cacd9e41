"""What can be done with the reasons why somebody carries a practice."""

from sqlalchemy import Select, delete, select, update

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.carriers.events import CarrierChanged
from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import is_hidden
from kb.people.models import Person
from kb.practices.actions import admit
from kb.practices.models import Practice


def add_basis(person: Person, practice: Practice, *, basis: Basis, because: str = "") -> None:
    """Note one more reason why ``person`` can do ``practice``; twice the same is once."""
    if session.scalar(_same(person, practice, basis, because)):
        return
    reason = CarrierReason(
        practice_id=practice.id,
        person_id=person.id,
        basis=basis,
        because=because,
        since=clock.now(),
        hidden=is_hidden(person, practice),
    )
    session.add(reason)
    session.flush()
    if basis is Basis.DECLARED:
        practice.open()
        admit(person, practice)
    announce(CarrierChanged(practice.id))


def hide_carrier(practice: Practice, *, by: Person) -> None:
    """No longer name ``by`` as one who can do ``practice``; what they hold stays theirs."""
    _name_or_not(practice, by, hidden=True)


def show_carrier(practice: Practice, *, by: Person) -> None:
    """Name ``by`` again as one who can do ``practice``."""
    _name_or_not(practice, by, hidden=False)


def withdraw_basis(
    person: Person, practice: Practice, *, basis: Basis, because: str = ""
) -> None:
    """Take back a reason that no longer holds."""
    session.execute(
        delete(CarrierReason).where(
            CarrierReason.practice_id == practice.id,
            CarrierReason.person_id == person.id,
            CarrierReason.basis == basis,
            CarrierReason.because == because,
        )
    )
    announce(CarrierChanged(practice.id))


def _name_or_not(practice: Practice, person: Person, *, hidden: bool) -> None:
    theirs = CarrierReason.practice_id == practice.id, CarrierReason.person_id == person.id
    session.execute(update(CarrierReason).where(*theirs).values(hidden=hidden))
    announce(CarrierChanged(practice.id))


def _same(person: Person, practice: Practice, basis: Basis, because: str) -> Select[int]:
    return select(CarrierReason.id).where(
        CarrierReason.practice_id == practice.id,
        CarrierReason.person_id == person.id,
        CarrierReason.basis == basis,
        CarrierReason.because == because,
    )
