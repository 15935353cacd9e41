"""Finding people and their sign-ins."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Select, bindparam, func, or_, select

from kb.foundation import clock
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person, SignIn, SignInAttempt

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=14)
WINDOW = timedelta(minutes=15)


def person_by_id(number: int) -> Person:
    """Return the person, or raise NotFoundError."""
    found = session.get(Person, number)
    if found is None:
        raise NotFoundError("person.not_found")
    return found


def people_by_ids(numbers: Collection[int]) -> dict[int, Person]:
    """Return the people of these numbers, by number."""
    found = session.scalars(select(Person).where(Person.id.in_(numbers)))
    return {one.id: one for one in found}


def person_by_email(email: str) -> Person | None:
    """Return the person who signs in with ``email``."""
    return session.scalar(select(Person).where(Person.email == email.strip().lower()))


def person_by_name(name: str) -> Person | None:
    """Return the one colleague of that name, or nothing when none or several have it."""
    exact = name.strip()
    # SQLite lowers ASCII only: Äijälä is found by its exact name.
    same = or_(Person.name == exact, func.lower(Person.name) == exact.lower())
    found = session.scalars(select(Person).where(same, is_here())).all()
    return found[0] if len(found) == 1 else None


@cache
def is_here() -> ColumnElement[bool]:
    """Return the condition that a person works here and is not suspended."""
    day = Person.last_working_day
    today: BindParameter[date] = bindparam(None, callable_=clock.today)
    return Person.suspended_at.is_(None) & or_(day.is_(None), day >= today)


def colleagues() -> Sequence[Person]:
    """Return everybody who is here, in Finnish alphabetical order."""
    here = session.scalars(select(Person).where(is_here())).all()
    return in_order(here, by=lambda person: person.name, language="fi")


def sign_in_by_hash(token_hash: str) -> SignIn | None:
    """Return the living sign-in that this token opens."""
    moment = clock.now()
    asked = {"token": token_hash, "seen": moment - IDLE, "made": moment - LONGEST}
    return session.scalar(_living_sign_in(), asked)


@cache
def _living_sign_in() -> Select[SignIn]:
    return select(SignIn).where(
        SignIn.token_hash == bindparam("token"),
        SignIn.seen_at > bindparam("seen"),
        SignIn.made_at > bindparam("made"),
    )


def failed_tries(*, account: str | None = None, address: str | None = None) -> int:
    """Count the failed tries of the last quarter of an hour, by account or by address."""
    since: datetime = clock.now() - WINDOW
    tries = select(func.count()).where(SignInAttempt.tried_at > since)
    if account is not None:
        tries = tries.where(SignInAttempt.account == account)
    if address is not None:
        tries = tries.where(SignInAttempt.address == address)
    return session.scalar(tries) or 0
