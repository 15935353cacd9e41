"""Fields typed into a question: vaihe:jaettu, industry:energy, osaaja:"Marjatta Hietala"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import TypeVar

from sqlalchemy import Select, select

from kb.document.media.models import Medium
from kb.foundation.catalogues import catalogue
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.people.queries import is_here
from kb.practices.models import Area, JourneyStage
from kb.search.forms import LANGUAGES
from kb.search.language.lexicon import listed
from kb.search.language.words import surface_of, undotted
from kb.search.limits import Limits
from kb.search.models import Found
from kb.stages.evidence import Stage

T = TypeVar("T")

SHORTEST_BEGINNING = 3
CARRIER, LANGUAGE = "carrier", "language"

# By its name in the address, what a field may be called; and what its values are.
FIELDS = {
    "stage": listed("vaihe stage"),
    "journey": listed("polku journey"),
    "industry": listed("toimiala industry"),
    "area": listed("alue area"),
    "medium": listed("muoto medium"),
    "kind": listed("laji kind"),
    LANGUAGE: listed("kieli language lang"),
    CARRIER: listed("osaaja henkilo carrier person"),
}
VALUES: Mapping[str, type[Kind]] = {
    "stage": Stage,
    "journey": JourneyStage,
    "industry": Industry,
    "area": Area,
    "medium": Medium,
    "kind": Found,
}
LANGUAGE_NAMES = {"fi": listed("suomi finnish"), "en": listed("englanti english")}


@dataclass(frozen=True)
class Meaning:
    """What field:value keeps to, as in an address, and the key of its label or the names."""

    field: str
    values: tuple[str, ...]
    key: str = ""
    names: str = ""


def meaning_of(field: str, value: str) -> Meaning | None:
    """Return what is meant; nothing if field or value is not known, or may be several."""
    called = {name: known for known, names in FIELDS.items() for name in names}
    known = _only(_folded(field), called)
    if known is None:
        return None
    said = _folded(value)
    return _people(said) if known == CARRIER else _only(said, _by_name(known))


def with_people(limits: Limits) -> Limits:
    """Return the limits with only those carriers that there are: nobody limits nothing."""
    if not limits.carriers:
        return limits
    there = select(Person.id).where(Person.id.in_(limits.carriers)).order_by(Person.id)
    return replace(limits, carriers=tuple(session.scalars(there)))


@cache
def _by_name(field: str) -> Mapping[str, Meaning]:
    """Return every value of a field by each of its names: its code, in Finnish, in English."""
    return {
        name: Meaning(field, (value,), key)
        for value, key in _keys(field).items()
        for name in (*LANGUAGE_NAMES.get(value, ()), *_labels(value, key))
    }


def _keys(field: str) -> Mapping[str, str]:
    if field == LANGUAGE:
        return {code: f"{LANGUAGE}.{code}" for code in LANGUAGES}
    return {one.value: one.key for one in VALUES[field]}


def _labels(value: str, key: str) -> Iterator[str]:
    yield _folded(value)
    yield from (_folded(catalogue(language).gettext(key)) for language in LANGUAGES)


def _only(said: str, called: Mapping[str, T]) -> T | None:
    """Return the one that is called so, or else the only one with such a beginning."""
    if said in called or len(said) < SHORTEST_BEGINNING:
        return called.get(said)
    whole = {called[name] for name in called if name.startswith(said)}
    within = {called[name] for name in called if f" {said}" in name}
    found = whole or within
    return found.pop() if len(found) == 1 else None


def _people(said: str) -> Meaning | None:
    """Return who has these words in their name; by beginnings of words only one person."""
    words = said.split()
    everybody = session.execute(_here()).all() if words else []
    found = [row for row in everybody if set(_folded(row.name).split()).issuperset(words)]
    if not found:
        found = [
            row
            for row in everybody
            if all(f" {one}" in f" {_folded(row.name)}" for one in words)
        ]
        found = found if len(found) == 1 and len(said) >= SHORTEST_BEGINNING else []
    numbers, names = (str(row.id) for row in found), (row.name for row in found)
    return Meaning(CARRIER, tuple(numbers), names=", ".join(names)) if found else None


@cache
def _here() -> Select[int, str]:
    return select(Person.id, Person.name).where(is_here())


def _folded(said: str) -> str:
    return " ".join(undotted(surface_of(word)) for word in said.split())
