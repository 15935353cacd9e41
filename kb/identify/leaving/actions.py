"""What can be done with a last working day."""

from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce
from kb.identify.leaving.events import LastDayForgotten
from kb.identify.leaving.forms import LastDay
from kb.identify.leaving.models import Departure
from kb.identify.leaving.queries import departure_of, people_who_left, refuse_others
from kb.people.actions import suspend
from kb.people.models import Person


def tell_last_day(person: Person, said: LastDay, *, by: Person) -> None:
    """Say when ``person`` leaves; who says it of another says what for, and they read it.

    Working Life Privacy Act 759/2004, 3 §: only what is needed, for a purpose that is told.
    """
    refuse_others(person, by)
    if by.id != person.id and not said.purpose:
        raise InvalidError({"purpose": "leaving.purpose_needed"})
    _forget(person)
    person.last_working_day = said.day
    session.add(Departure(person_id=person.id, purpose=said.purpose, told_by_id=by.id))
    session.flush()


def take_back_last_day(person: Person, *, by: Person) -> None:
    """Say that ``person`` does not leave after all, or that it need not be known."""
    refuse_others(person, by)
    _forget(person)
    announce(LastDayForgotten(person.id))


def let_go() -> None:
    """Forget the days that have passed; who has left stays out, and gone for good."""
    for person in people_who_left():
        suspend(person)
        _forget(person)
        announce(LastDayForgotten(person.id))


def _forget(person: Person) -> None:
    person.last_working_day = None
    if departure := departure_of(person):
        session.delete(departure)
    session.flush()
