"""Flaws: what a reader found missing or wrong goes to those who look after the practice."""

import pytest

from kb.document.flaws.actions import answer_flaw, report_flaw
from kb.document.flaws.forms import FlawAnswer, parse_flaw
from kb.document.flaws.models import FlawState
from kb.document.flaws.queries import flaw_by_id, flaws_of, flaws_to_answer
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, InvalidError, NotAllowedError, NotFoundError
from kb.notices.models import Notice, NoticeKind
from kb.practices.models import Audience
from support import make

MENDED = FlawAnswer(FlawState.MENDED, "Lisäsin puhelinnumeron.")


@pytest.fixture
def practice(marjatta):
    made = make.practice(by=marjatta)
    make.document(made, by=marjatta)
    return made


@pytest.fixture
def flaw(practice, jesse):
    return report_flaw(practice, "Puhelinnumero puuttuu.", by=jesse, language="fi")


def told(person):
    return session.query(Notice).filter(Notice.person_id == person.id).all()


def test_it_waits_for_those_who_look_after_the_practice(flaw, marjatta, petri, jesse):
    assert flaws_to_answer(marjatta, at_most=5) == [flaw]
    assert flaws_to_answer(petri, at_most=5) == []
    assert flaws_to_answer(jesse, at_most=5) == []


def test_whoever_reported_it_is_told_the_answer(flaw, marjatta, jesse):
    answer_flaw(flaw, MENDED, by=marjatta)

    assert flaw.state is FlawState.MENDED
    assert [(one.kind, one.about_id) for one in told(jesse)] == [
        (NoticeKind.FLAW_ANSWERED, flaw.id)
    ]
    assert flaws_to_answer(marjatta, at_most=5) == []


def test_a_newer_wording_mends_without_a_word(flaw, practice, marjatta):
    base = current_revision(practice, "fi").id
    text = {"title": practice.title, "action": "Soitan numeroon 1.", "base": str(base)}
    mending = hand_over(practice, "fi", Wording.parse(text), by=marjatta)

    answer_flaw(flaw, FlawAnswer(FlawState.MENDED, ""), by=marjatta)

    assert flaw.revision is mending


def test_mended_without_a_newer_wording_wants_a_word(flaw, marjatta):
    with pytest.raises(InvalidError) as refused:
        answer_flaw(flaw, FlawAnswer(FlawState.MENDED, ""), by=marjatta)

    assert refused.value.fields == {"answer": "flaw.word_needed"}


def test_who_declines_says_why():
    with pytest.raises(InvalidError) as refused:
        FlawAnswer.parse({"state": "declined", "answer": " "})

    assert refused.value.fields == {"answer": "flaw.reason_needed"}
    assert FlawAnswer.parse({"state": "declined", "answer": "Näin on sovittu."}).answer


@pytest.mark.parametrize("state", ["", "open", "whatever"])
def test_an_answer_says_what_came_of_it(state):
    with pytest.raises(InvalidError) as refused:
        FlawAnswer.parse({"state": state, "answer": "Niin."})

    assert refused.value.fields == {"state": "flaw.choose"}


def test_it_is_answered_once_and_by_those_alone(flaw, marjatta, petri):
    with pytest.raises(NotAllowedError):
        answer_flaw(flaw, MENDED, by=petri)
    answer_flaw(flaw, MENDED, by=marjatta)

    with pytest.raises(ConflictError):
        answer_flaw(flaw, MENDED, by=marjatta)


def test_others_see_nothing_of_it(flaw, marjatta, petri, jesse, leena):
    for person in (marjatta, jesse, leena):
        assert flaws_of(flaw.practice, seen_by=person) == [flaw]

    assert flaws_of(flaw.practice, seen_by=petri) == []
    with pytest.raises(NotFoundError):
        flaw_by_id(flaw.id, seen_by=petri)


def test_it_goes_out_of_sight_with_its_practice(flaw, marjatta, jesse, leena):
    flaw.practice.audience = Audience.NAMED
    session.flush()

    for person in (jesse, leena):
        with pytest.raises(NotFoundError):
            flaw_by_id(flaw.id, seen_by=person)
    assert flaw_by_id(flaw.id, seen_by=marjatta) is flaw


def test_without_words_there_is_no_flaw():
    with pytest.raises(InvalidError):
        parse_flaw({"text": "  "})
    with pytest.raises(InvalidError):
        parse_flaw({"text": "x" * 2001})
