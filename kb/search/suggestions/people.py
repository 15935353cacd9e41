"""People as one types: by name, by what they carry, then by title and team."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Row, Select, bindparam, select
from sqlalchemy.orm import aliased

from kb.foundation.alphabet import in_order
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.people.models import Person, PersonIndustry
from kb.people.queries import is_here
from kb.search.results.highlights import Fragment
from kb.search.suggestions.practices import SuggestedPractice
from kb.search.suggestions.typed import Typed

AT_MOST = 3

Colleague = Row[int, str, str, str]  # number, name, title and team
Carried = dict[int, SuggestedPractice | None]  # by person; none if that is not the reason


@dataclass(frozen=True)
class SuggestedPerson:
    """Somebody to go to: what they do here, or the practice by which they were found."""

    person: Person
    name: tuple[Fragment, ...]
    work: tuple[Fragment, ...]
    carries: SuggestedPractice | None


def people_begun(
    typed: Typed, practices: Sequence[SuggestedPractice], *, seen_by: Person
) -> tuple[SuggestedPerson, ...]:
    """Return who may be meant, of those who are here, each for the first reason there is."""
    found = _found(typed, practices, seen_by=seen_by)
    chosen = list(found)[:AT_MOST]
    people = _people(chosen)
    return tuple(
        SuggestedPerson(
            people[number],
            typed.marked(people[number].name),
            typed.marked(_work(people[number])),
            found[number],
        )
        for number in chosen
    )


def _found(typed: Typed, practices: Sequence[SuggestedPractice], *, seen_by: Person) -> Carried:
    """Return people in the order of the reasons, each with what they carry if that is why."""
    colleagues = session.execute(_here()).all()
    found: Carried = dict.fromkeys(_by_name(colleagues, lambda one: typed.is_in(one.name)))
    found |= _carriers(practices, but=(*found, seen_by.id), like=seen_by)
    if len(found) < AT_MOST:
        others = [one for one in colleagues if one.id not in found]
        told = _by_name(others, lambda one: typed.is_in(f"{one.name} {_work(one)}"))
        found |= dict.fromkeys(told)
    return found


@cache
def _here() -> Select[int, str, str, str]:
    return select(Person.id, Person.name, Person.title, Person.team).where(is_here())


def _by_name(colleagues: Sequence[Colleague], fits: Callable[[Colleague], bool]) -> list[int]:
    fitting = [one for one in colleagues if fits(one)]
    return [one.id for one in in_order(fitting, by=lambda one: one.name, language="fi")]


def _work(person: Person | Colleague) -> str:
    return " · ".join(filter(None, (person.title, person.team)))


def _carriers(
    practices: Sequence[SuggestedPractice], *, but: Collection[int], like: Person
) -> Carried:
    """Return who carries the practices: those of the same industry first, then by name."""
    carried: Carried = {}
    names: dict[int, str] = {}
    for practice in practices:
        for reason in practice.reasons:
            if reason.person_id not in but:
                carried.setdefault(reason.person_id, practice)
                names[reason.person_id] = reason.person.name
    alike = _of_same_industry(carried, like)
    order = in_order(carried, by=lambda number: names[number], language="fi")
    return {one: carried[one] for one in sorted(order, key=lambda one: one not in alike)}


def _of_same_industry(numbers: Collection[int], person: Person) -> set[int]:
    asked = {"people": list(numbers), "me": person.id}
    return set(session.scalars(_same_industry(), asked)) if numbers else set()


@cache
def _same_industry() -> Select[int]:
    mine = aliased(PersonIndustry)
    return (
        select(PersonIndustry.person_id)
        .join(mine, mine.industry == PersonIndustry.industry)
        .where(
            mine.person_id == bindparam("me"),
            PersonIndustry.person_id.in_(given("people")),
        )
    )


def _people(numbers: Collection[int]) -> dict[int, Person]:
    if not numbers:
        return {}
    found = session.scalars(select(Person).where(Person.id.in_(numbers)))
    return {person.id: person for person in found}
