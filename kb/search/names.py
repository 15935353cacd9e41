"""What the glossary calls otherwise, kept at hand until the glossary changes."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Select, func, select

from kb.context.glossary.models import Term
from kb.context.glossary.queries import all_synonyms
from kb.foundation.db import session
from kb.search import language

Name = tuple[str, ...]  # the base forms of its words
Names = Sequence[frozenset[Name]]  # each thing by all its names

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


def other_names(asked: Iterable[str], known: Names) -> list[tuple[Name, frozenset[Name]]]:
    """Return which names stand whole among the base forms ``asked``, each with the others."""
    there = frozenset(asked)
    return [
        (name, called - {name}) for called in known for name in called if there.issuperset(name)
    ]


def _names_of(term: str, others: Sequence[str]) -> frozenset[Name]:
    names = (language.content_lemmas(name) for name in (term, *others))
    return frozenset(name for name in names if name)
