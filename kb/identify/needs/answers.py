"""Answering a need: in a few words, by a practice there is, or by one that is being written."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.needs.events import NeedAnswered
from kb.identify.needs.models import Need, NeedAnswer
from kb.identify.needs.queries import offer_to, unpublished_answers
from kb.people.models import Person
from kb.practices.models import Audience, Practice


def answer_shortly(whole: Need, text: str, *, language: str, by: Person) -> NeedAnswer:
    """Answer in a few words, which may become a practice later."""
    answer = NeedAnswer(need=whole, text=text, language=language, by=_one_who_may(whole, by))
    _give(answer)
    return answer


def answer_with(whole: Need, practice: Practice, *, by: Person) -> NeedAnswer:
    """Answer with a practice that everybody may read."""
    if practice.opened_at is None or practice.audience is not Audience.EVERYONE:
        raise InvalidError({"find": "need.practice_not_open"})
    answer = NeedAnswer(
        need=whole, practice=practice, language=practice.language, by=_one_who_may(whole, by)
    )
    _give(answer)
    return answer


def begin_answer(whole: Need, practice: Practice, *, by: Person) -> NeedAnswer:
    """Begin to answer with a practice; the askers are told once it is published."""
    return await_answer(whole, practice, of=_one_who_may(whole, by))


def await_answer(whole: Need, practice: Practice, *, of: Person) -> NeedAnswer:
    """Wait for a practice that somebody is interviewed for: it is their answer, published."""
    answer = NeedAnswer(need=whole, practice=practice, language=practice.language, by=of)
    session.add(answer)
    session.flush()
    return answer


def make_practice_of(answer: NeedAnswer, practice: Practice, *, by: Person) -> None:
    """Tie a short answer to the practice that is made of it."""
    if not answer.may_become_a_practice_by(by):
        raise NotAllowedError("need.answer_has_practice")
    answer.practice = practice


def give_answers(practice: Practice) -> None:
    """Give every answer that waited for this practice to be published."""
    for answer in unpublished_answers(practice):
        _give(answer)


def _give(answer: NeedAnswer) -> None:
    answer.given_at = clock.now()
    answer.need.be_answered()
    session.add(answer)
    session.flush()
    announce(NeedAnswered(answer.id))


def _one_who_may(whole: Need, person: Person) -> Person:
    if not person.is_coordinator and offer_to(person, whole) is None:
        raise NotAllowedError("need.not_asked")
    return person
