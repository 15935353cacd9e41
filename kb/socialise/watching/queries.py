"""Finding who watches what."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.foundation.db import session
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.socialise.watching.models import Watch


def is_watched_by(practice: Practice, person: Person) -> bool:
    """Say whether ``person`` wants to hear of ``practice``."""
    return session.get(Watch, (practice.id, person.id)) is not None


def watchers_of(practice: Practice) -> Sequence[Person]:
    """Return who wants to hear of ``practice`` and is here."""
    return session.scalars(
        select(Person)
        .join(Watch, Watch.person_id == Person.id)
        .where(Watch.practice_id == practice.id, is_here())
        .order_by(Person.name)
    ).all()
