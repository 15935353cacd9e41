"""Finding questions: each is seen by the two people it is between."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids, visible_to
from kb.socialise.talk.models import Question


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
