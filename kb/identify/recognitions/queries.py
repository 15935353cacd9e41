"""Finding who was recognised for what."""

from collections.abc import Sequence
from datetime import timedelta
from functools import cache

from sqlalchemy import ColumnElement, Select, bindparam, select
from sqlalchemy.orm import lazyload

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.identify.recognitions.models import Recognition
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to

LATELY = timedelta(days=14)


def recognitions_of(practice: Practice) -> Sequence[Recognition]:
    """Return the recognitions of ``practice``, newest first; who hides is not named."""
    return session.scalars(_of_practice(), {"practice": practice.id}).all()


@cache
def _of_practice() -> Select[Recognition]:
    return (
        select(Recognition)
        .where(Recognition.practice_id == bindparam("practice"), ~_is_hidden())
        .options(lazyload(Recognition.practice))  # at hand already
        .order_by(Recognition.at.desc(), Recognition.id.desc())
    )


def recognitions_for(person: Person, *, seen_by: Person) -> Sequence[Recognition]:
    """Return what ``person`` was recognised for, of the practices ``seen_by`` may see."""
    own = person.id == seen_by.id
    return session.scalars(
        select(Recognition)
        .join(Recognition.practice)
        .where(
            Recognition.carrier_id == person.id,
            visible_to(seen_by),
            *([] if own else [~_is_hidden()]),
        )
        .order_by(Recognition.at.desc(), Recognition.id.desc())
    ).all()


def recognitions_lately(person: Person) -> Sequence[Recognition]:
    """Return what others recognised ``person`` for in the last two weeks."""
    return session.scalars(
        select(Recognition)
        .join(Recognition.practice)
        .where(
            visible_to(person),
            Recognition.carrier_id == person.id,
            Recognition.by_id != person.id,
            Recognition.at >= clock.now() - LATELY,
        )
        .order_by(Recognition.at.desc())
    ).all()


def recognition_by_id(number: int, *, seen_by: Person) -> Recognition:
    """Return one recognition of a practice that ``seen_by`` may see, or NotFoundError."""
    found = session.scalar(
        select(Recognition)
        .join(Recognition.practice)
        .where(Recognition.id == number, visible_to(seen_by))
    )
    if found is None:
        raise NotFoundError("recognition.not_found")
    return found


def _is_hidden() -> ColumnElement[bool]:
    return (
        select(CarrierReason.id)
        .where(
            CarrierReason.practice_id == Recognition.practice_id,
            CarrierReason.person_id == Recognition.carrier_id,
            CarrierReason.hidden,
        )
        .exists()
    )
