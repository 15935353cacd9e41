"""What can be done with the reasons why somebody carries a practice."""

from sqlalchemy import Select, delete, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.carriers.events import CarrierChanged
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Person
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
    )
    session.add(reason)
    session.flush()
    if basis is Basis.DECLARED:
        practice.open()
    announce(CarrierChanged(practice.id))


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


def _same(person: Person, practice: Practice, basis: Basis, because: str) -> Select[int]:
    return select(CarrierReason.id).where(
        CarrierReason.practice_id == practice.id,
        CarrierReason.person_id == person.id,
        CarrierReason.basis == basis,
        CarrierReason.because == because,
    )
