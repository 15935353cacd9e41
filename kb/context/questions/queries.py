"""Finding what is asked."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select

from kb.context.questions.models import QuestionSet, SetQuestion, phases_of
from kb.context.questions.shipped import shipped
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError


def questions_of(which: QuestionSet) -> Sequence[SetQuestion]:
    """Return the questions of a set in the order in which they are asked."""
    return _in_order(which, rows_of(which) or shipped(which))


def all_questions() -> Mapping[QuestionSet, Sequence[SetQuestion]]:
    """Return every set with its questions."""
    return {which: questions_of(which) for which in QuestionSet}


def reworded_sets() -> set[QuestionSet]:
    """Return the sets that are no longer as they came."""
    return set(session.scalars(select(SetQuestion.of).distinct()))


def rows_of(which: QuestionSet) -> Sequence[SetQuestion]:
    """Return the house's own questions of a set; none while it is as it came."""
    return session.scalars(select(SetQuestion).where(SetQuestion.of == which)).all()


def set_named(name: str) -> QuestionSet:
    """Return the set of that name, or raise NotFoundError."""
    if name not in set(QuestionSet):
        raise NotFoundError("question_set.not_found")
    return QuestionSet(name)


def question_in(which: QuestionSet, key: str) -> SetQuestion:
    """Return one question of a set, or raise NotFoundError."""
    for question in questions_of(which):
        if question.key == key:
            return question
    raise NotFoundError("set_question.not_found")


def _in_order(which: QuestionSet, found: Sequence[SetQuestion]) -> list[SetQuestion]:
    order = phases_of(which)
    return sorted(found, key=lambda one: (order.index(one.phase), one.place))
