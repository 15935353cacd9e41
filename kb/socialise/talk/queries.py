"""Finding questions, each seen by two people, and comments, seen with their practice."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Audience, Practice
from kb.practices.queries import practices_by_ids, visible_to
from kb.socialise.talk.comments import Comment
from kb.socialise.talk.models import Question

MOST_COMMENTS = 200


def question_by_id(number: int, *, seen_by: Person) -> Question:
    """Return the question when ``seen_by`` is one of the two, else raise NotFoundError."""
    found = session.scalar(
        select(Question).where(
            Question.id == number,
            or_(Question.asker_id == seen_by.id, Question.asked_id == seen_by.id),
        )
    )
    if found is None:
        raise NotFoundError("question.not_found")
    return found


def unanswered_for(person: Person) -> Sequence[Question]:
    """Return what waits for an answer from ``person``, oldest first."""
    return session.scalars(
        select(Question)
        .where(Question.asked_id == person.id, Question.answer.is_(None))
        .options(joinedload(Question.practice.and_(visible_to(person))))
        .order_by(Question.at)
    ).all()


def answers_for(person: Person) -> Sequence[Question]:
    """Return what ``person`` asked and has not yet read the answer to, oldest first."""
    return session.scalars(
        select(Question)
        .where(
            Question.asker_id == person.id,
            Question.answer.is_not(None),
            Question.seen_at.is_(None),
        )
        .options(joinedload(Question.practice.and_(visible_to(person))))
        .order_by(Question.answered_at)
    ).all()


def practice_asked_about(question: Question, *, seen_by: Person) -> Practice | None:
    """Return the practice the question is about, if ``seen_by`` may see it."""
    numbers = [question.practice_id] if question.practice_id is not None else []
    return next(iter(practices_by_ids(numbers, seen_by=seen_by)), None)


def comments_on(practice: Practice) -> Sequence[Comment]:
    """Return the comments on ``practice``, the oldest first."""
    return session.scalars(
        select(Comment)
        .where(Comment.practice_id == practice.id)
        .order_by(Comment.at.desc(), Comment.id.desc())
        .limit(MOST_COMMENTS)
    ).all()[::-1]


def comments_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Comment]:
    """Return those of the comments whose practice ``seen_by`` may see."""
    return session.scalars(
        select(Comment)
        .join(Comment.practice)
        .where(Comment.id.in_(numbers), visible_to(seen_by))
    ).all()


def comment_by_id(number: int, *, seen_by: Person) -> Comment:
    """Return one comment, or raise NotFoundError as if there were none."""
    found = next(iter(comments_by_ids([number], seen_by=seen_by)), None)
    if found is None:
        raise NotFoundError("comment.not_found")
    return found


def those_who_may_read(practice: Practice) -> Sequence[Person]:
    """Return the colleagues who may see ``practice``: they can be named in a comment."""
    here = colleagues()
    if practice.audience is Audience.EVERYONE and practice.opened_at is not None:
        return here
    return [person for person in here if practices_by_ids([practice.id], seen_by=person)]
