"""A text's parts with the glossary's words explained, made once for each of their versions."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache, lru_cache

from markupsafe import Markup
from sqlalchemy import Select, func, select

from kb.context.glossary.models import Term
from kb.context.glossary.queries import terms_in_order
from kb.cycle.terms.finding import Lexicon, compiled
from kb.foundation.db import session
from kb.foundation.markdown import with_terms

Version = tuple[str, int, int | None, datetime | None]


def explained(parts: Mapping[str, str], *, language: str) -> Mapping[str, Markup]:
    """Return the safe HTML of each part; a term is explained where it first stands."""
    marked = _marked(tuple(parts.values()), _version(), language)
    return dict(zip(parts, marked, strict=True))


@lru_cache(maxsize=256)
def _marked(parts: tuple[str, ...], version: Version, language: str) -> tuple[Markup, ...]:
    lexicon, seen = _lexicon(version, language), set[int]()
    return tuple(with_terms(html, lambda text: lexicon.explained(text, seen)) for html in parts)


@lru_cache(maxsize=4)
def _lexicon(_version: Version, language: str) -> Lexicon:
    return compiled(terms_in_order(language), language)


def _version() -> Version:
    number, last, changed = session.execute(_known()).one()
    return str(session.get_bind()), number, last, changed


@cache
def _known() -> Select[*tuple[int, int | None, datetime | None]]:
    return select(func.count(Term.id), func.max(Term.id), func.max(Term.changed_at))
