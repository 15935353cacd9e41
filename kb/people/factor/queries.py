"""Finding second factors, the roles that need one, and sign-ins that wait for a code."""

from sqlalchemy import exists, func, select

from kb.foundation.db import session
from kb.people.actions import hash_of
from kb.people.factor.models import FactorRole, RecoveryCode, SecondFactor, SecondStep
from kb.people.models import Person, Role
from kb.people.queries import is_here


def factor_of(person: Person) -> SecondFactor | None:
    """Return the second factor of ``person``, if they have one."""
    return session.get(SecondFactor, person.id)


def codes_left(person: Person) -> int:
    """Count the codes on paper that ``person`` has not used."""
    own = RecoveryCode.person_id == person.id
    return session.scalar(select(func.count()).select_from(RecoveryCode).where(own)) or 0


def roles_with_factor() -> set[Role]:
    """Return the roles whose people must have a second factor."""
    return set(session.scalars(select(FactorRole.role)))


def people_without() -> dict[Role, int]:
    """Count the people of each role who have no second factor."""
    none = ~exists().where(SecondFactor.person_id == Person.id)
    counted = select(Person.role, func.count()).where(is_here(), none).group_by(Person.role)
    return {role: number for role, number in session.execute(counted).all()}  # noqa: C416 - rows are no pairs


def must_set_up(person: Person) -> bool:
    """Say whether ``person`` must have a second factor and has none."""
    return session.get(FactorRole, person.role) is not None and factor_of(person) is None


def step_by_token(token: str | None) -> SecondStep | None:
    """Return the sign-in that waits for a code in this browser, while it may."""
    found = session.get(SecondStep, hash_of(token)) if token else None
    return found if found and found.is_open else None
