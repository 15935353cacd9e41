"""Finding who was there when something was done."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, or_, select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import carriers_of, is_own
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.shadowing.models import Shadowing


def hosts_of(practice: Practice, *, guest: Person) -> list[Person]:
    """Return with whom ``guest`` may have been there: the others who can do it."""
    people = [carrier.person for carrier in carriers_of(practice)]
    return [person for person in people if person.id != guest.id]


def shadowing_by_id(number: int, *, seen_by: Person) -> Shadowing:
    """Return what ``seen_by`` told or hosted, or raise NotFoundError."""
    found = session.scalar(select(Shadowing).where(Shadowing.id == number, _includes(seen_by)))
    if found is None:
        raise NotFoundError("shadowing.not_found")
    return found


def shadowings_to_acknowledge(person: Person) -> Sequence[Shadowing]:
    """Return what waits for this host's word, oldest first."""
    return session.scalars(
        select(Shadowing)
        .join(Shadowing.practice)
        .where(
            Shadowing.host_id == person.id,
            Shadowing.acknowledged_at.is_(None),
            visible_to(person),
        )
        .order_by(Shadowing.recorded_at)
    ).all()


def shadowings_by(person: Person) -> Sequence[Shadowing]:
    """Return when this person was there as a guest, newest first."""
    return session.scalars(
        select(Shadowing)
        .join(Shadowing.practice)
        .where(Shadowing.guest_id == person.id, visible_to(person))
        .order_by(Shadowing.held_on.desc(), Shadowing.id.desc())
    ).all()


def acknowledged_practice_ids() -> Select[int]:
    """Select the practices that a guest saw or covered who is not a holder of them."""
    own = is_own(Shadowing.practice_id, Shadowing.guest_id)
    return select(Shadowing.practice_id).where(Shadowing.acknowledged_at.is_not(None), ~own)


def _includes(person: Person) -> ColumnElement[bool]:
    return or_(Shadowing.host_id == person.id, Shadowing.guest_id == person.id)
