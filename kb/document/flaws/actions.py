"""What can be done with a flaw."""

from kb.document.flaws.events import FlawAnswered
from kb.document.flaws.forms import FlawAnswer
from kb.document.flaws.models import Flaw, FlawState
from kb.document.flaws.queries import revision_since
from kb.document.upkeep.queries import looks_after
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.practices.models import Practice


def report_flaw(practice: Practice, text: str, *, by: Person, language: str) -> Flaw:
    """Tell those who look after a practice what is missing or wrong in it."""
    flaw = Flaw(practice=practice, by=by, text=text, language=language)
    session.add(flaw)
    session.flush()
    return flaw


def answer_flaw(flaw: Flaw, answer: FlawAnswer, *, by: Person) -> None:
    """Say that it is mended, by a newer wording or in a word, or why it stays as it is."""
    if not (looks_after(flaw.practice, by) or by.is_coordinator):
        raise NotAllowedError("flaw.owner_answers")
    mending = revision_since(flaw) if answer.state is FlawState.MENDED else None
    if answer.state is FlawState.MENDED and not (mending or answer.answer):
        raise InvalidError({"answer": "flaw.word_needed"})
    flaw.take_answer(answer.state, answer.answer, by=by)
    flaw.revision = mending
    session.flush()
    announce(FlawAnswered(flaw.id))
