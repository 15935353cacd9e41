"""Whom to ask: those who carry what answers; people are never ranked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import selectinload

from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Industry, Person, Role
from kb.people.queries import is_here
from kb.practices.models import Practice

MOST = 3
MOST_PRACTICES = 1  # named as reasons to ask somebody
NEAR, FAR = 12, 24  # answers whose carriers are asked first, and those beyond which none is


Carried = dict[Practice, list[Basis]]


@dataclass(frozen=True)
class Reason:
    """A practice that somebody carries, and why we say so."""

    practice: Practice
    bases: tuple[Basis, ...]


@dataclass(frozen=True)
class Askable:
    """Somebody who may know: what they carry, and the industries one shares with them."""

    person: Person
    reasons: tuple[Reason, ...] = ()
    shared: tuple[Industry, ...] = ()


def people_carrying(
    practices: Sequence[int], *, besides: Collection[int], industries: Collection[Industry]
) -> list[Askable]:
    """Return three ``besides`` others who carry some of these practices, best answer first.

    Of those who carry good answers, who shares one of the asker's ``industries`` comes before
    the rest; only then whoever carries others. They stand in this order, and within it by name.
    """
    carriers = [one for one in _carriers(practices[:FAR]) if one[0].id not in besides]
    everybody = [_askable(person, carried, industries) for person, carried in carriers]
    good = set(practices[:NEAR])

    def comes_later(one: Askable) -> tuple[bool, bool]:
        return one.reasons[0].practice.id not in good, _shares_nothing(one)

    chosen = sorted(everybody, key=comes_later)[:MOST]
    in_alphabet = in_order(chosen, by=lambda one: one.person.name, language="fi")
    return sorted(in_alphabet, key=_shares_nothing)


def coordinators(*, seen_by: Person) -> list[Askable]:
    """Return those who own the programme, for a question that nobody is known to answer."""
    owners = select(Person).where(Person.role == Role.COORDINATOR, is_here())
    others = session.scalars(owners.where(Person.id != seen_by.id))
    in_alphabet = in_order(others, by=lambda one: one.name, language="fi")
    return [Askable(one) for one in in_alphabet[:MOST]]


def _carriers(numbers: Sequence[int]) -> list[tuple[Person, Carried]]:
    """Return who carries the practices, and why: people and practices with the best first."""
    found: dict[Person, Carried] = {}
    rows = session.execute(_carrying(), {"practices": numbers}).all() if numbers else []
    for person, practice, basis in sorted(rows, key=lambda row: numbers.index(row[1].id)):
        bases = found.setdefault(person, {}).setdefault(practice, [])
        if basis not in bases:
            bases.append(basis)
    return list(found.items())


@cache
def _carrying() -> Select[Person, Practice, Basis]:
    among = CarrierReason.practice_id.in_(bindparam("practices", expanding=True))
    return (
        select(Person, Practice, CarrierReason.basis)
        .join(CarrierReason, CarrierReason.person_id == Person.id)
        .join(Practice, Practice.id == CarrierReason.practice_id)
        .where(among, ~CarrierReason.hidden, is_here())
        .options(selectinload(Person.industry_rows))
        .order_by(CarrierReason.since)
    )


def _askable(person: Person, carried: Carried, industries: Collection[Industry]) -> Askable:
    reasons = [Reason(practice, tuple(bases)) for practice, bases in carried.items()]
    shared = [one for one in person.industries if one in industries]
    return Askable(person, tuple(reasons[:MOST_PRACTICES]), tuple(shared))


def _shares_nothing(one: Askable) -> bool:
    return not one.shared
