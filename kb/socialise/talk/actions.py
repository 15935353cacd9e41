"""What can be done with a question."""

from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.people.models import Person
from kb.practices.models import Practice
from kb.socialise.talk.models import Question


def ask(text: str, *, of: Person, by: Person, about: Practice | None = None) -> Question:
    """Put a question to a colleague, about a practice or in general."""
    if of.id == by.id:
        raise InvalidError({"asked": "question.not_yourself"})
    if not of.is_here:
        raise InvalidError({"asked": "question.person_gone"}, name=of.name)
    question = Question(text=text, asked=of, asker=by, practice=about)
    session.add(question)
    session.flush()
    return question


def answer(question: Question, text: str, *, by: Person) -> None:
    """Answer what was asked of oneself."""
    question.take_answer(text, by=by)


def note_read(question: Question, *, by: Person) -> None:
    """Say that the asker has read the answer."""
    question.be_seen(by=by)
