"""Finding what one who leaves has planned to pass on."""

from collections.abc import Mapping

from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.handovers.models import Handover


def handovers_of(person: Person) -> Mapping[int, Handover]:
    """Return what is planned, by the number of the practice."""
    theirs = session.scalars(select(Handover).where(Handover.person_id == person.id))
    return {one.practice_id: one for one in theirs}


def handover_of(practice: Practice, person: Person) -> Handover | None:
    """Return what is planned for ``practice``, if anything is."""
    return session.scalar(
        select(Handover).where(
            Handover.practice_id == practice.id, Handover.person_id == person.id
        )
    )


def planned_handover(practice: Practice, person: Person) -> Handover:
    """Return what is planned for ``practice``, or raise NotFoundError."""
    found = handover_of(practice, person)
    if found is None:
        raise NotFoundError("handover.not_found")
    return found


def carries(person: Person, practice: Practice) -> bool:
    """Say whether there is any reason why ``person`` can do ``practice``."""
    reasons = select(CarrierReason.id).where(
        CarrierReason.practice_id == practice.id, CarrierReason.person_id == person.id
    )
    return session.scalar(reasons.limit(1)) is not None
