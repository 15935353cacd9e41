"""People whose name stands in a question, in whatever form, and what they carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload

from kb.foundation.alphabet import in_order
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.people.models import Me, Person, Role
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.search.language import analysis
from kb.search.language.analysis import Token
from kb.search.language.lexicon import is_base_form
from kb.search.language.stopwords import STOP_WORDS
from kb.search.language.words import surface_of, undotted

MOST = 3
MOST_PRACTICES = 4


@dataclass(frozen=True)
class Named:
    """Somebody who was asked for by name, and what they carry of what one may see."""

    person: Person
    practices: tuple[Practice, ...]


def people_named(text: str, found: Sequence[int], *, seen_by: Person) -> list[Named]:
    """Return who is called as a question says; what was ``found`` of theirs stands first."""
    people = _people(_numbers(text))
    places = {number: place for place, number in enumerate(found)}
    carried: dict[int, list[Practice]] = {person.id: [] for person in people}
    for number, practice in _carried(list(carried), seen_by):
        carried[number].append(practice)
    for practices in carried.values():
        practices.sort(key=lambda one: places.get(one.id, len(places)))
    return [Named(one, tuple(carried[one.id][:MOST_PRACTICES])) for one in people]


def only_names(text: str, people: Sequence[Named]) -> bool:
    """Say whether a question says the names of these people and nothing else."""
    parts = {part for one in people for part in _parts(one.person.name)}
    words = (token for token in analysis.analyse(text) if token.surface not in STOP_WORDS)
    return all(parts.intersection(_names(token)) for token in words)


def _numbers(text: str) -> list[int]:
    """Return who is called so; where two names are said, only who has both."""
    said = set(chain.from_iterable(map(_names, analysis.analyse(text))))
    names = session.execute(_called()).all() if said else []
    agreeing = {number: len(said.intersection(_parts(name))) for number, name in names}
    most = max(agreeing.values(), default=0)
    return [number for number, agrees in agreeing.items() if agrees == most > 0]


def _names(token: Token) -> list[str]:
    """Return what a word may name; one with a meaning of its own (ainoa) is no form of Aino."""
    if token.surface in STOP_WORDS:
        return []
    forms = () if is_base_form(token.surface) else token.lemmas
    return [undotted(form) for form in (*token.surface.split(), *forms)]


def _parts(name: str) -> list[str]:
    return [part for word in name.split() for part in undotted(surface_of(word)).split()]


@cache
def _called() -> Select[int, str]:
    return select(Person.id, Person.name).where(is_here())


def _people(numbers: Sequence[int]) -> list[Person]:
    if not numbers:
        return []
    whole = select(Person).options(selectinload(Person.industry_rows))
    people = session.scalars(whole.where(Person.id.in_(numbers)))
    return in_order(people, by=lambda one: one.name, language="fi")[:MOST]


def _carried(people: Sequence[int], seen_by: Person) -> Sequence[tuple[int, Practice]]:
    if not people:
        return []
    asked = {"people": people, "me": seen_by.id}
    return [(row[0], row[1]) for row in session.execute(_carrying(seen_by.role), asked)]


@cache
def _carrying(role: Role) -> Select[int, Practice]:
    theirs = CarrierReason.person_id.in_(given("people"))
    return (
        select(CarrierReason.person_id, Practice)
        .join(CarrierReason, CarrierReason.practice_id == Practice.id)
        .where(theirs, ~CarrierReason.hidden, visible_to(Me(role)))
        .order_by(Practice.title)
        .distinct()
    )
