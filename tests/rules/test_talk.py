"""Questions: anybody here can be asked, the two see it, the answer comes back."""

from datetime import UTC, datetime

import pytest

from kb.foundation import clock
from kb.foundation.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from kb.socialise.talk.actions import answer, ask, note_read
from kb.socialise.talk.forms import Asking, parse_answer
from kb.socialise.talk.queries import (
    answers_for,
    practice_asked_about,
    question_by_id,
    unanswered_for,
)
from support import make


def test_a_question_waits_for_the_one_who_was_asked(jesse, marjatta, petri):
    question = ask("Milloin soitat?", of=marjatta, by=jesse)

    assert unanswered_for(marjatta) == [question]
    assert unanswered_for(petri) == []


def test_a_question_may_be_about_a_practice_or_none(jesse, marjatta):
    practice = make.practice(by=marjatta)

    about = ask("Milloin soitat?", of=marjatta, by=jesse, about=practice)
    general = ask("Kuka tietää laskuista?", of=marjatta, by=jesse)

    assert practice_asked_about(about, seen_by=jesse) == practice
    assert practice_asked_about(general, seen_by=jesse) is None


def test_one_does_not_ask_oneself(jesse):
    with pytest.raises(InvalidError) as refused:
        ask("Mitä?", of=jesse, by=jesse)

    assert refused.value.fields == {"asked": "question.not_yourself"}


def test_one_who_is_gone_cannot_be_asked(jesse, marjatta):
    marjatta.suspended_at = clock.now()

    with pytest.raises(InvalidError) as refused:
        ask("Mitä?", of=marjatta, by=jesse)

    assert refused.value.fields == {"asked": "question.person_gone"}


def test_only_the_two_see_it(jesse, marjatta, leena, samuel):
    question = make.question(of=marjatta, by=jesse)

    for insider in (jesse, marjatta):
        assert question_by_id(question.id, seen_by=insider) == question
    for outsider in (leena, samuel):
        with pytest.raises(NotFoundError):
            question_by_id(question.id, seen_by=outsider)


def test_the_answer_comes_back_to_the_asker(jesse, marjatta):
    question = make.question(of=marjatta, by=jesse)

    answer(question, "Aamulla.", by=marjatta)

    assert unanswered_for(marjatta) == []
    assert answers_for(jesse) == [question]


def test_only_the_one_asked_answers(jesse, marjatta):
    question = make.question(of=marjatta, by=jesse)

    with pytest.raises(NotAllowedError, match="asked_answers"):
        answer(question, "Aamulla.", by=jesse)


def test_an_answer_is_given_once(jesse, marjatta):
    question = make.question(of=marjatta, by=jesse)
    answer(question, "Aamulla.", by=marjatta)

    with pytest.raises(ConflictError):
        answer(question, "Illalla.", by=marjatta)

    assert question.answer == "Aamulla."


def test_a_read_answer_waits_no_more_and_stays(jesse, marjatta):
    question = make.question(of=marjatta, by=jesse)
    answer(question, "Aamulla.", by=marjatta)

    note_read(question, by=jesse)

    assert answers_for(jesse) == []
    assert question_by_id(question.id, seen_by=jesse).answer == "Aamulla."


def test_nobody_else_marks_it_as_read_and_not_before_there_is_an_answer(jesse, marjatta):
    question = make.question(of=marjatta, by=jesse)

    with pytest.raises(NotAllowedError):
        note_read(question, by=jesse)
    answer(question, "Aamulla.", by=marjatta)
    with pytest.raises(NotAllowedError):
        note_read(question, by=marjatta)


def test_questions_come_oldest_first(jesse, noora, marjatta):
    newer = make.question("Uusi?", of=marjatta, by=noora)
    with clock.standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        older = make.question("Vanha?", of=marjatta, by=jesse)

    assert unanswered_for(marjatta) == [older, newer]


def test_whom_and_what_are_needed():
    with pytest.raises(InvalidError) as refused:
        Asking.parse({"asked": "", "text": " "})

    assert set(refused.value.fields) == {"asked", "text"}


def test_an_answer_has_words():
    with pytest.raises(InvalidError):
        parse_answer({"answer": "  "})
    with pytest.raises(InvalidError):
        parse_answer({"answer": "a" * 4001})
