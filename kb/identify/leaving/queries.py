"""Finding who leaves, for the person and the coordinators alone."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.leaving.models import Departure
from kb.people.models import Person
from kb.people.queries import is_here, person_by_id


def person_leaving(number: int, *, seen_by: Person) -> Person:
    """Return the person to themselves and to coordinators; to others there is none."""
    person = person_by_id(number)
    refuse_others(person, seen_by)
    return person


def refuse_others(person: Person, seen_by: Person) -> None:
    """Tell nobody else, not even that there is something to tell."""
    if not (seen_by.is_coordinator or seen_by.id == person.id) or not person.is_here:
        raise NotFoundError("person.not_found")


def departure_of(person: Person) -> Departure | None:
    """Return what was said with this person's last working day."""
    return session.get(Departure, person.id)


def people_leaving() -> Sequence[Person]:
    """Return who has told a last working day, the nearest first."""
    known = Person.last_working_day.is_not(None)
    return session.scalars(
        select(Person).where(known, is_here()).order_by(Person.last_working_day, Person.name)
    ).all()


def people_who_left() -> Sequence[Person]:
    """Return those whose last working day has passed."""
    passed = Person.last_working_day < clock.today()
    return session.scalars(select(Person).where(passed)).all()
