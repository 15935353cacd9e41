"""Needs: what was looked for and not found is kept, with or without a name."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.foundation import clock
from kb.foundation.errors import InvalidError, NotFoundError, TooManyError
from kb.identify.needs.actions import MOST_A_DAY, say_helped
from kb.identify.needs.answers import answer_shortly, begin_answer
from kb.identify.needs.demand import demand, figures
from kb.identify.needs.forms import Among, Demand
from kb.identify.needs.gathering import join_need
from kb.identify.needs.models import NeedState
from kb.identify.needs.offers import decline_need, offer_need
from kb.identify.needs.queries import (
    answer_by_id,
    answers_of,
    need_by_id,
    offered_to,
    offers_of,
    own_needs,
    own_needs_waiting,
    wordings_of,
)
from kb.people.models import Industry
from kb.practices.models import Audience
from support import make


def test_only_the_question_is_needed():
    demand = Demand.parse({"question": " Kuka hyväksyy? "}, language="fi")

    assert demand == Demand("Kuka hyväksyy?", "", "fi", None, anonymous=False)


def test_what_was_searched_and_the_industry_go_along():
    form = {
        "question": "Kuka?",
        "query": "lasku",
        "industry": "energy",
        "anonymous": "yes",
    }

    demand = Demand.parse(form, language="en")

    assert demand == Demand("Kuka?", "lasku", "en", Industry.ENERGY, anonymous=True)


@pytest.mark.parametrize("question", ["", "   ", "a" * 1001])
def test_an_empty_or_endless_question_is_refused(question):
    with pytest.raises(InvalidError) as refused:
        Demand.parse({"question": question}, language="fi")

    assert list(refused.value.fields) == ["question"]


def test_an_unknown_industry_is_refused():
    with pytest.raises(InvalidError) as refused:
        Demand.parse({"question": "Kuka?", "industry": "space"}, language="fi")

    assert list(refused.value.fields) == ["industry"]


def test_what_most_ask_comes_first_then_what_has_waited_longest(jesse, noora, aino):
    often = make.need("Usein kysytty?", by=jesse)
    with clock.standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        older = make.need("Vanha?", by=jesse)
    newer = make.need("Uusi?", by=noora)
    join_need(make.need("Sama toisin?", by=noora), often)
    join_need(make.need("Sama kolmannesti?", by=noora), often)

    page = demand(Among(), 1)

    assert [one.need for one in page.items] == [often, older, newer]
    assert (page.items[0].askers, page.items[0].wordings) == (2, 3)


def test_the_list_keeps_to_a_state_and_an_industry(jesse, marjatta, leena):
    energy = make.need("Sähkö?", by=jesse, industry=Industry.ENERGY)
    join_need(make.need("Virta?", by=jesse, industry=Industry.RETAIL), energy)
    other = make.need("Muu?", by=jesse)
    offer_need(other, marjatta, by=leena)

    def listed(**among):
        return [one.need for one in demand(Among(**among), 1).items]

    assert listed(industry=Industry.RETAIL) == [energy]
    assert listed(state=NeedState.OFFERED) == [other]
    assert listed(state=NeedState.OPEN, industry=Industry.HEALTH) == []


def test_days_to_an_answer_are_told_of_enough_answers(jesse, marjatta, leena):
    for day in range(1, 6):
        assert figures().days is None
        with clock.standing_at(datetime(2026, 11, day, tzinfo=UTC)):
            need = make.need(f"Kysymys {day}?", by=jesse)
            offer_need(need, marjatta, by=leena)
        with clock.standing_at(datetime(2026, 11, 2 * day, tzinfo=UTC)):
            answer_shortly(need, "Näin.", language="fi", by=marjatta)

    assert figures().days == 3
    assert figures().counts == {NeedState.ANSWERED: 5}


def test_nobody_leaves_questions_without_end(jesse):
    for number in range(MOST_A_DAY):
        make.need(f"Kysymys {number}?", by=jesse)

    with pytest.raises(TooManyError):
        make.need("Vielä yksi?", by=jesse)
    with clock.standing_at(clock.now() + timedelta(days=1, minutes=1)):
        assert make.need("Huomenna?", by=jesse)


def test_a_need_about_a_practice_needs_one_that_may_be_seen(jesse, marjatta):
    seen = make.practice("Avoin tapa", by=marjatta)
    hidden = make.practice("Salainen tapa", by=marjatta)
    hidden.audience = Audience.NAMED

    assert make.need(by=jesse, practice=seen.slug).practice_id == seen.id
    with pytest.raises(NotFoundError):
        make.need(by=jesse, practice=hidden.slug)


def test_an_anonymous_asker_is_named_to_nobody_but_themselves(jesse, leena):
    need = make.need(by=jesse, anonymous=True)

    assert need.names_asker_to(jesse)
    assert not need.names_asker_to(leena)


def test_a_named_asker_is_named(jesse, leena):
    need = make.need(by=jesse)

    assert need.names_asker_to(leena)


def test_the_asker_and_coordinators_see_a_need(jesse, leena, petri, samuel):
    need = make.need(by=jesse)

    assert need_by_id(need.id, seen_by=jesse) == need
    assert need_by_id(need.id, seen_by=leena) == need
    for other in (petri, samuel):
        with pytest.raises(NotFoundError):
            need_by_id(need.id, seen_by=other)


def test_of_the_wordings_of_a_need_one_sees_ones_own_or_all_one_was_asked(
    jesse, noora, marjatta, leena
):
    need, same = make.need("Kuka?", by=jesse), make.need("Kuka siis?", by=noora)
    join_need(same, need)

    assert wordings_of(need, seen_by=jesse) == [need]
    assert wordings_of(need, seen_by=marjatta) == []
    offer = offer_need(need, marjatta, by=leena)
    assert offers_of(need) == [offer]
    assert offered_to(marjatta) == [need]
    assert wordings_of(need, seen_by=marjatta) == [need, same]
    decline_need(need, by=marjatta)
    assert offered_to(marjatta) == []
    assert wordings_of(need, seen_by=marjatta) == []


def test_an_answer_is_seen_by_those_who_see_the_need(jesse, marjatta, leena, petri):
    need, other = make.need(by=jesse), make.need("Mikä?", by=jesse)
    offer_need(need, marjatta, by=leena)
    begun = begin_answer(need, make.practice(by=marjatta), by=marjatta)

    assert answers_of(need) == [begun]
    assert answers_of(other) == []
    assert answer_by_id(begun.id, seen_by=jesse) is begun
    for number, person in ((begun.id, petri), (begun.id + 1, leena)):
        with pytest.raises(NotFoundError):
            answer_by_id(number, seen_by=person)


def test_what_one_asked_is_ones_own_until_one_is_helped(jesse, noora, marjatta, leena):
    helped, waiting = make.need("Ensin?", by=jesse), make.need("Sitten?", by=jesse)
    make.need("Toisen?", by=noora)
    offer_need(helped, marjatta, by=leena)
    answer_shortly(helped, "Näin.", language="fi", by=marjatta)
    say_helped(helped, by=jesse)

    assert own_needs(jesse) == [waiting, helped]
    assert own_needs_waiting(jesse, 5) == [waiting]
