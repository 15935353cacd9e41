"""What can be done with the words of the house."""

from kb.context.glossary.events import TermChanged
from kb.context.glossary.forms import Meaning
from kb.context.glossary.models import Term
from kb.context.glossary.queries import term_called
from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce
from kb.people.models import Person


def add_term(meaning: Meaning, *, by: Person | None = None) -> Term:
    """Take a new term into the glossary; search knows its synonyms at once."""
    term = Term()
    _say(term, meaning)
    session.add(term)
    session.flush()
    announce(TermChanged(term.id, by.id if by else None))
    return term


def change_term(term: Term, meaning: Meaning, *, by: Person | None = None) -> None:
    """Say anew what a term means and what else it is called."""
    _say(term, meaning)
    session.flush()
    announce(TermChanged(term.id, by.id if by else None))


def _say(term: Term, meaning: Meaning) -> None:
    other = term_called(meaning.term)
    if other is not None and other.id != term.id:
        raise InvalidError({"term": "term.taken"})
    term.say(meaning)
