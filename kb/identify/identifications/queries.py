"""Finding who noticed what."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import contains_eager

from kb.foundation.db import session
from kb.identify.identifications.models import Identification
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to


def identified_practice_ids() -> Select[int]:
    """Select the practices that anybody has noticed."""
    return select(Identification.practice_id)


def identifications_of(practice: Practice) -> Sequence[Identification]:
    """Return who noticed ``practice``, from where and why, in the order it happened."""
    theirs = select(Identification).where(Identification.practice_id == practice.id)
    return session.scalars(theirs.order_by(Identification.at, Identification.id)).all()


def named_as_carrier(person: Person) -> Sequence[Identification]:
    """Return where others said that it is this person's knowledge, once for each practice."""
    rows = session.scalars(
        select(Identification)
        .join(Identification.practice)
        .where(
            Identification.carrier_id == person.id,
            Identification.confirmed_at.is_(None),
            visible_to(person),
        )
        .options(contains_eager(Identification.practice))
        .order_by(Identification.at, Identification.id)
    ).all()
    return list({row.practice_id: row for row in rows}.values())


def is_asked(practice: Practice, person: Person) -> bool:
    """Say whether ``person`` has yet to say if ``practice`` is their knowledge."""
    asked = select(Identification.id).where(*unanswered(practice, person))
    return session.scalar(asked.limit(1)) is not None


def unanswered(practice: Practice, person: Person) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for where ``person`` was named and has not answered."""
    return (
        Identification.practice_id == practice.id,
        Identification.carrier_id == person.id,
        Identification.confirmed_at.is_(None),
    )
