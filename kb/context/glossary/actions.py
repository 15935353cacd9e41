"""What can be done with the words of the house."""

from kb.context.glossary.events import TermChanged
from kb.context.glossary.forms import Meaning
from kb.context.glossary.models import Term
from kb.context.glossary.queries import term_called
from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce


def add_term(meaning: Meaning) -> Term:
    """Take a new term into the glossary; search knows its synonyms at once."""
    term = Term()
    _say(term, meaning)
    session.add(term)
    session.flush()
    announce(TermChanged(term.id))
    return term


def change_term(term: Term, meaning: Meaning) -> None:
    """Say anew what a term means and what else it is called."""
    _say(term, meaning)
    session.flush()
    announce(TermChanged(term.id))


def _say(term: Term, meaning: Meaning) -> None:
    other = term_called(meaning.term)
    if other is not None and other.id != term.id:
        raise InvalidError({"term": "term.taken"})
    term.say(meaning)
