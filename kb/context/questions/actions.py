"""What can be done with a set of questions; what was answered keeps what was asked."""

import secrets
from collections.abc import Sequence

from sqlalchemy import delete

from kb.context.questions.events import QuestionsChanged
from kb.context.questions.forms import Asking
from kb.context.questions.models import QuestionSet, SetQuestion
from kb.context.questions.queries import question_in, questions_of, rows_of
from kb.context.questions.shipped import shipped
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, DomainError
from kb.foundation.news import announce
from kb.people.models import Person


def add_question(
    which: QuestionSet, asking: Asking, *, by: Person | None = None
) -> SetQuestion:
    """Ask one thing more, last in its phase."""
    made_own(which)
    question = SetQuestion(of=which, key=secrets.token_hex(6), place=len(questions_of(which)))
    _say(question, asking)
    session.add(question)
    session.flush()
    _tell(which, by)
    return question


def reword_question(
    which: QuestionSet, key: str, asking: Asking, *, by: Person | None = None
) -> None:
    """Ask the same thing in other words, unless somebody has found others meanwhile."""
    made_own(which)
    question = question_in(which, key)
    if asking.seen not in {"", question.version} and not _says(question, asking):
        raise ConflictError("set_question.changed_elsewhere")
    _say(question, asking)
    session.flush()
    _tell(which, by)


def remove_question(which: QuestionSet, key: str, *, by: Person | None = None) -> None:
    """Ask it no more; the last one of a set stays."""
    made_own(which)
    question = question_in(which, key)
    if len(questions_of(which)) == 1:
        raise DomainError("question_set.keeps_one")
    session.delete(question)
    session.flush()
    _number(questions_of(which))
    _tell(which, by)


def move_question(
    which: QuestionSet, key: str, *, steps: int, by: Person | None = None
) -> None:
    """Ask it earlier, or later, within its phase."""
    made_own(which)
    line = list(questions_of(which))
    at = line.index(question_in(which, key))
    to = at + steps
    if 0 <= to < len(line) and line[to].phase is line[at].phase:
        line[at], line[to] = line[to], line[at]
    _number(line)
    _tell(which, by)


def restore_questions(which: QuestionSet, *, by: Person | None = None) -> None:
    """Ask again what came with the house."""
    session.execute(delete(SetQuestion).where(SetQuestion.of == which))
    _tell(which, by)


def made_own(which: QuestionSet) -> None:
    """Take the questions that came with the house as one's own, once."""
    if not rows_of(which):
        session.add_all(shipped(which))
        session.flush()


def _tell(which: QuestionSet, by: Person | None) -> None:
    announce(QuestionsChanged(which, by.id if by else None))


def _number(line: Sequence[SetQuestion]) -> None:
    for place, question in enumerate(line):
        question.place = place
    session.flush()


def _says(question: SetQuestion, asking: Asking) -> bool:
    told = SetQuestion(of=question.of, key=question.key, place=question.place)
    _say(told, asking)
    return told.version == question.version


def _say(question: SetQuestion, asking: Asking) -> None:
    question.fi, question.en = asking.fi, asking.en
    question.heading, question.phase = asking.heading, asking.phase
    question.probe_fi, question.probe_en = asking.probe_fi, asking.probe_en
