"""Finding the words of the house."""

from sqlalchemy import select

from kb.context.glossary.models import Term
from kb.foundation.alphabet import in_order
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError


def terms_in_order(language: str) -> list[Term]:
    """Return every term, in the alphabetical order of the reader's language."""
    terms = session.scalars(select(Term)).all()
    return in_order(terms, by=lambda term: term.name_in(language), language=language)


def term_by_id(number: int) -> Term:
    """Return the term, or raise NotFoundError."""
    found = session.get(Term, number)
    if found is None:
        raise NotFoundError("term.not_found")
    return found


def term_called(word: str) -> Term | None:
    """Return the term of that Finnish name, in capitals or not."""
    wanted = word.casefold()
    return next((t for t in session.scalars(select(Term)) if t.term.casefold() == wanted), None)


def all_synonyms() -> list[tuple[str, tuple[str, ...]]]:
    """Return each term with every other word for it: English, synonyms, not preferred."""
    return [(term.term, term.other_words) for term in session.scalars(select(Term))]
