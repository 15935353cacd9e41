"""Ten wordings make one need: by meaning or by words, and by hand, which stays."""

import pytest

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.identify.needs.actions import close_need
from kb.identify.needs.answers import answer_shortly
from kb.identify.needs.gathering import join_by_hand, join_need, split_by_hand
from kb.identify.needs.models import NeedState
from kb.identify.needs.offers import offer_need
from kb.identify.needs.queries import answers_of, every_wording, offers_of
from kb.notices.models import NoticeKind
from kb.notices.queries import notices_of
from kb.search import meaning
from kb.search.needs.models import NeedVector
from kb.search.needs.queries import needs_near
from support import make
from support.needs import settle, settle_alone
from support.toy_model import toy_model

SILENCE = "Hiljainen asiakas?"


def words_of(need):
    return [one.question for one in every_wording(need.whole)]


def test_questions_in_other_words_and_languages_are_gathered_by_meaning(jesse, noora, aino):
    with meaning.meant_with(toy_model()):
        first = make.need(SILENCE, by=jesse)
        settle()
        other = make.need("Matkalasku lento matka?", by=aino)
        settle()
        same = make.need("Quiet customer?", by=noora)
        settle()

    assert words_of(first) == [SILENCE, "Quiet customer?"]
    assert same.whole == first
    assert other.whole == other


def test_without_a_model_the_same_words_are_gathered(jesse, noora, aino):
    first = make.need("Miten hiljainen asiakas herätetään?", by=jesse)
    same = make.need("hiljaisen asiakkaan herättäminen?", by=noora)
    other = make.need("Kuka hyväksyy matkalaskun?", by=aino)

    settle_alone()

    assert same.whole == first.whole
    assert other.whole == other


def test_another_model_reads_every_question_anew(jesse, noora):
    make.need(SILENCE, by=jesse)
    with meaning.meant_with(toy_model()):
        settle()
    make.need("Quiet customer?", by=noora)
    with meaning.meant_with(toy_model(name="toy@2")):
        settle()

    assert {one.model for one in session.query(NeedVector)} == {"toy@2"}
    assert session.query(NeedVector).count() == 2


def test_what_joins_an_answered_need_is_told_the_answer(jesse, noora, marjatta, leena):
    need = make.need(SILENCE, by=jesse)
    offer_need(need, marjatta, by=leena)
    answer_shortly(need, "Soita.", language="fi", by=marjatta)
    late = make.need("Quiet customer?", by=noora)

    join_need(late, need)

    (line,) = notices_of(noora, 1).items
    assert line.notice.kind is NoticeKind.NEED_ANSWERED
    assert line.notice.about_id == late.id


def test_a_closed_need_gathers_nothing(jesse, noora, leena):
    closed = make.need(SILENCE, by=jesse)
    close_need(closed, by=leena)
    later = make.need(SILENCE, by=noora)

    settle_alone()

    assert later.whole == later


def test_the_coordinator_joins_and_splits_and_that_stays(jesse, noora, petri, leena):
    first = make.need(SILENCE, by=jesse)
    same = make.need("Ihan muuta sanoin?", by=noora)
    with pytest.raises(NotAllowedError):
        join_by_hand(same, first, by=petri)
    join_by_hand(same, first, by=leena)
    assert words_of(first) == [SILENCE, "Ihan muuta sanoin?"]
    with pytest.raises(DomainError):
        join_by_hand(same, first, by=leena)

    with pytest.raises(NotAllowedError):
        split_by_hand(same, by=petri)
    split_by_hand(same, by=leena)
    settle_alone()

    assert same.whole == same
    with pytest.raises(DomainError):
        split_by_hand(same, by=leena)


def test_what_was_split_off_is_not_gathered_again(jesse, noora, leena):
    first = make.need(SILENCE, by=jesse)
    same = make.need(SILENCE, by=noora)
    settle_alone()
    assert same.whole == first.whole

    split_by_hand(same, by=leena)
    settle_alone()

    assert same.whole == same
    assert needs_near(same) == [first]


def test_the_first_wording_split_off_leaves_offers_and_answers_to_the_others(
    jesse, noora, aino, marjatta, leena
):
    first = make.need(SILENCE, by=jesse)
    second, third = make.need("Toinen?", by=noora), make.need("Kolmas?", by=aino)
    for one in (second, third):
        join_need(one, first)
    offer_need(first, marjatta, by=leena)
    answer_shortly(first, "Soita.", language="fi", by=marjatta)

    split_by_hand(first, by=leena)

    assert (first.whole, first.state) == (first, NeedState.OPEN)
    assert third.whole == second.whole == second
    assert second.state is NeedState.ANSWERED
    assert len(offers_of(second)) == len(answers_of(second)) == 1
    assert offers_of(first) == answers_of(first) == []


def test_nobody_waits_to_answer_what_they_ask(jesse, noora, leena):
    first, second = make.need(SILENCE, by=jesse), make.need("Toinen?", by=noora)
    offer_need(first, noora, by=leena)
    offer_need(second, leena, by=leena)

    join_need(second, first)

    assert [one.person for one in offers_of(first)] == [leena]
