"""What the glossary calls otherwise, kept at hand until the glossary changes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from sqlalchemy import Select, func, select

from kb.context.glossary.models import Term
from kb.context.glossary.queries import all_synonyms
from kb.foundation.db import session
from kb.search.language import analysis

Name = tuple[str, ...]  # the base forms of its words
Called = Mapping[Name, str]  # one thing by all its names, each as it is written
Names = Sequence[Called]

_kept: dict[tuple[object, ...], Names] = {}


def names() -> Names:
    """Return the names of every term, read anew when the glossary has changed."""
    changed = session.execute(_changed()).one()
    version = (session.get_bind(), *changed)
    if version not in _kept:
        _kept.clear()
        _kept[version] = tuple(_names_of(term, others) for term, others in all_synonyms())
    return _kept[version]


@cache
def _changed() -> Select[datetime, int]:
    return select(func.max(Term.changed_at), func.count(Term.id))


@dataclass(frozen=True)
class Synonyms:
    """A name that stands in a question, and what the same thing is called otherwise."""

    name: Name
    written: str
    others: Called


def synonyms_in(asked: Iterable[str], known: Names) -> Iterator[Synonyms]:
    """Yield the names that stand whole among the base forms ``asked``."""
    there = frozenset(asked)
    for called in known:
        said = [name for name in called if there.issuperset(name)]
        others = {name: called[name] for name in called if name not in said} if said else {}
        yield from (Synonyms(name, called[name], others) for name in said if others)


def _names_of(term: str, others: Sequence[str]) -> Called:
    names = {analysis.content_lemmas(name): name for name in (*others, term)}
    return {name: written for name, written in names.items() if name}
