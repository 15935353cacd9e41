"""Whom to ask: those who carry what answers; people are never ranked."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, bindparam, select

from kb.foundation.alphabet import in_order
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Industry, Person, PersonIndustry, Role
from kb.people.queries import is_here
from kb.practices.models import Practice

MOST = 3
MOST_PRACTICES = 1  # named as reasons to ask somebody
NEAR, FAR = 12, 24  # answers whose carriers are asked first, and those beyond which none is


Carried = dict[int, list[Basis]]  # why somebody carries practices, by their numbers


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
    carrying = _carrying_any(practices[:FAR])
    others = [number for number in carrying if number not in besides]
    shared = _sharing(others, industries)
    good = set(practices[:NEAR])

    def comes_later(number: int) -> tuple[bool, bool]:
        return next(iter(carrying[number])) not in good, number not in shared

    chosen = sorted(others, key=comes_later)[:MOST]
    people = session.scalars(_people(), {"people": chosen}) if chosen else ()
    everybody = [_askable(one, carrying[one.id], shared.get(one.id, ())) for one in people]
    in_alphabet = in_order(everybody, by=lambda one: one.person.name, language="fi")
    return sorted(in_alphabet, key=lambda one: not one.shared)


def industries_of(person: Person) -> Sequence[Industry]:
    """Return the industries of a person's customers."""
    return session.scalars(_theirs(), {"person": person.id}).all()


@cache
def _theirs() -> Select[Industry]:
    theirs = PersonIndustry.person_id == bindparam("person")
    return select(PersonIndustry.industry).where(theirs)


def coordinators(*, seen_by: Person) -> list[Askable]:
    """Return those who own the programme, for a question that nobody is known to answer."""
    owners = select(Person).where(Person.role == Role.COORDINATOR, is_here())
    others = session.scalars(owners.where(Person.id != seen_by.id))
    in_alphabet = in_order(others, by=lambda one: one.name, language="fi")
    return [Askable(one) for one in in_alphabet[:MOST]]


def _carrying_any(numbers: Sequence[int]) -> dict[int, Carried]:
    """Return who carries the practices, and why: people and practices with the best first."""
    found: dict[int, Carried] = {}
    rows = session.execute(_carrying(), {"practices": numbers}).all() if numbers else []
    for person, practice, basis in sorted(rows, key=lambda row: numbers.index(row[1])):
        bases = found.setdefault(person, {}).setdefault(practice, [])
        if basis not in bases:
            bases.append(basis)
    return found


@cache
def _carrying() -> Select[int, int, Basis]:
    among = CarrierReason.practice_id.in_(given("practices"))
    return (
        select(CarrierReason.person_id, CarrierReason.practice_id, CarrierReason.basis)
        .join(Person, Person.id == CarrierReason.person_id)
        .where(among, ~CarrierReason.hidden, is_here())
        .order_by(CarrierReason.since)
    )


def _sharing(
    people: Sequence[int], industries: Collection[Industry]
) -> dict[int, tuple[Industry, ...]]:
    """Return which of the industries those people have who have any of them."""
    if not (people and industries):
        return {}
    asked = {"people": people, "industries": list(industries)}
    shared: dict[int, tuple[Industry, ...]] = {}
    for number, industry in session.execute(_shared(), asked):
        shared[number] = (*shared.get(number, ()), industry)
    return shared


@cache
def _shared() -> Select[int, Industry]:
    return (
        select(PersonIndustry.person_id, PersonIndustry.industry)
        .where(
            PersonIndustry.person_id.in_(given("people")),
            PersonIndustry.industry.in_(given("industries")),
        )
        .order_by(PersonIndustry.industry)
    )


@cache
def _people() -> Select[Person]:
    return select(Person).where(Person.id.in_(given("people")))


def _askable(person: Person, carried: Carried, shared: Sequence[Industry]) -> Askable:
    # What is shown is at hand already: asked for one by one.
    reasons = [
        Reason(session.get_one(Practice, practice), tuple(bases))
        for practice, bases in list(carried.items())[:MOST_PRACTICES]
    ]
    return Askable(person, tuple(reasons), tuple(shared))
