"""Terms as one types: by every name they have."""

from dataclasses import dataclass
from functools import cache

from sqlalchemy import CompoundSelect, select, union_all

from kb.context.glossary.models import Synonym, Term
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.search.results.highlights import Fragment
from kb.search.suggestions.typed import Typed

AT_MOST = 2


@dataclass(frozen=True)
class SuggestedTerm:
    """A term to go to, with the other name it was found by."""

    term: Term
    name: tuple[Fragment, ...]
    other_name: tuple[Fragment, ...]


def terms_begun(typed: Typed, *, language: str) -> tuple[SuggestedTerm, ...]:
    """Return the terms that may be meant, those found by their own name first."""
    called = {number: name for number, name in session.execute(_names()) if typed.is_in(name)}
    if not called:
        return ()
    found = session.scalars(select(Term).where(Term.id.in_(called))).all()
    terms = in_order(found, by=lambda term: term.name_in(language), language=language)
    terms.sort(key=lambda term: not typed.is_in(term.name_in(language)))
    return tuple(_suggested(one, called[one.id], typed, language) for one in terms[:AT_MOST])


def _suggested(term: Term, called: str, typed: Typed, language: str) -> SuggestedTerm:
    name = term.name_in(language)
    other = () if typed.is_in(name) else typed.marked(called)
    return SuggestedTerm(term, typed.marked(name), other)


@cache
def _names() -> CompoundSelect[int, str]:
    return union_all(
        select(Synonym.term_id, Synonym.word),
        select(Term.id, Term.english),
        select(Term.id, Term.term),
    )
