"""What can be done with a question, and with a comment."""

from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.practices.models import Practice
from kb.socialise.talk.comments import Comment
from kb.socialise.talk.events import CommentMade
from kb.socialise.talk.models import Question
from kb.socialise.talk.pieces import in_pieces
from kb.socialise.talk.queries import those_who_may_read


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


def comment_on(practice: Practice, text: str, *, by: Person, language: str) -> Comment:
    """Say something where all who may see ``practice`` read it; who is named is told."""
    comment = Comment(practice=practice, by=by, text=text, language=language)
    pieces = in_pieces(text, those_who_may_read(practice))
    named = {piece.person.id: piece.person for piece in pieces if piece.person}
    comment.mentioned = list(named.values())
    session.add(comment)
    session.flush()
    announce(CommentMade(comment.id))
    return comment


def remove_comment(comment: Comment, *, by: Person) -> None:
    """Take a comment away."""
    comment.refuse_removal_unless(by)
    session.delete(comment)
    session.flush()
