"""Finding who took which practice into use, as far as one may see it."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Select, func, select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.internalise.adoptions.models import Adoption
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to


def adoption_by_id(number: int, *, seen_by: Person) -> Adoption:
    """Return one's own adoption, or raise NotFoundError; nobody opens another's."""
    found = session.scalar(
        select(Adoption)
        .join(Adoption.practice)
        .where(Adoption.id == number, Adoption.person_id == seen_by.id, visible_to(seen_by))
    )
    if found is None:
        raise NotFoundError("adoption.not_found")
    return found


def use_of(person: Person, practice: Practice) -> Adoption | None:
    """Return this person's use of ``practice``, unless it was given up."""
    theirs = Adoption.person_id == person.id, Adoption.practice_id == practice.id
    return session.scalar(select(Adoption).where(*theirs, Adoption.given_up_at.is_(None)))


def in_use_by(person: BindParameter[int], practice: BindParameter[int]) -> Select[int | None]:
    """Select the number of what one person uses, in a statement made once for all."""
    theirs = Adoption.person_id == person, Adoption.practice_id == practice
    return select(func.max(Adoption.id)).where(*theirs, Adoption.given_up_at.is_(None))


def uses_of(practice: Practice, *, seen_by: Person) -> Sequence[Adoption]:
    """Return who uses ``practice`` and is named, the newest first; hidden ones left out."""
    wanted = _named(), Adoption.practice_id == practice.id, visible_to(seen_by)
    return session.scalars(
        select(Adoption)
        .join(Adoption.practice)
        .join(Adoption.person)
        .where(*wanted, is_here(), Adoption.given_up_at.is_(None))
        .order_by(Adoption.since.desc(), Person.name)
    ).all()


def given_up_of(practice: Practice, *, seen_by: Person) -> Sequence[Adoption]:
    """Return who gave ``practice`` up for themselves and is named, the newest first."""
    over = Adoption.given_up_at.is_not(None)
    wanted = _named(), Adoption.practice_id == practice.id, visible_to(seen_by)
    return session.scalars(
        select(Adoption)
        .join(Adoption.practice)
        .join(Adoption.person)
        .where(*wanted, over, is_here())
        .order_by(Adoption.given_up_at.desc())
    ).all()


def adoptions_between(first: date, last: date, *, seen_by: Person) -> Sequence[Adoption]:
    """Return what was taken into use from one day to another, by name; hidden ones left out.

    For the programme's page and a quarter's summary: facts that people put their name to.
    """
    return session.scalars(
        select(Adoption)
        .join(Adoption.practice)
        .join(Adoption.person)
        .where(_named(), Adoption.since.between(first, last), visible_to(seen_by))
        .order_by(Practice.title, Person.name)
    ).all()


def _named() -> ColumnElement[bool]:
    return ~Adoption.hidden
