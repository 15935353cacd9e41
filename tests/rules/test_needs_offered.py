"""Needs are offered to those who may know, answered, and told to those who asked."""

import pytest

from kb.cycle.origins import origins_of
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.document.writing.actions import start_practice
from kb.document.writing.forms import NewPractice
from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.identify.needs.actions import close_need, say_helped, say_open
from kb.identify.needs.answers import answer_shortly, answer_with
from kb.identify.needs.forms import LONGEST_ANSWER, parse_answer
from kb.identify.needs.gathering import join_need
from kb.identify.needs.models import NeedState
from kb.identify.needs.offers import decline_need, offer_need
from kb.identify.needs.queries import (
    answers_of,
    need_by_id,
    offers_of,
    wordings_of,
)
from kb.notices.models import NoticeKind
from kb.notices.queries import notices_of
from kb.people.models import Industry
from kb.practices.models import Audience
from support import make
from support.needs import asked_people, settle, settle_alone

QUESTION = "Miten hiljainen asiakas herätetään?"


def told(person, kind):
    return [one for one in notices_of(person, 1).items if one.notice.kind is kind]


def needs_of(practice, person):
    found = origins_of(practice, seen_by=person)
    return [one.number for one in found if one.kind == "need"]


def offered(person, *, by, leena, question=QUESTION, **otherwise):
    need = make.need(question, by=by, **otherwise)
    offer_need(need, person, by=leena)
    return need


@pytest.mark.usefixtures("either_way")
def test_those_who_carry_what_is_nearest_are_asked_same_industry_first(
    jesse, petri, marjatta, aino, noora
):
    practice = make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    for one in (marjatta, aino, noora):
        add_basis(one, practice, basis=Basis.TAUGHT)
    need = make.need(QUESTION, by=jesse, industry=Industry.ENERGY)

    settle_alone()

    offers = offers_of(need)
    assert len(offers) == 3
    assert offers[0].person.name == "Marjatta Hietala"
    assert (offers[0].practice_id, offers[0].industry) == (practice.id, Industry.ENERGY)
    assert need.state is NeedState.OFFERED
    (line,) = told(marjatta, NoticeKind.NEED_OFFERED)
    assert line.sight.title == QUESTION
    assert line.practice.title == "Hiljaisen asiakkaan herättäminen"
    assert line.industry is Industry.ENERGY
    assert told(jesse, NoticeKind.NEED_OFFERED) == []


def test_neither_the_asker_nor_who_is_hidden_suspended_or_gone_is_asked(
    petri, marjatta, aino, noora, leena
):
    practice = make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    for one in (marjatta, aino, noora, leena):
        add_basis(one, practice, basis=Basis.TAUGHT)
    hide_carrier(practice, by=marjatta)
    aino.suspended_at = clock.now()
    noora.last_working_day = clock.days_ago(2).date()
    need = make.need(QUESTION, by=petri)

    settle_alone()

    assert asked_people(need) == ["Leena Ahokas"]


def test_with_nobody_to_ask_a_need_stays_open(jesse):
    need = make.need(QUESTION, by=jesse)

    settle_alone()

    assert asked_people(need) == []
    assert need.state is NeedState.OPEN


def test_those_who_can_do_what_a_need_is_about_are_asked(jesse, marjatta):
    practice = make.practice("Aivan muuta asiaa", by=marjatta)
    need = make.need("Entä jos se ei toimi?", by=jesse, practice=practice.slug)

    settle_alone()

    assert asked_people(need) == ["Marjatta Hietala"]


def test_who_says_no_sees_it_no_longer_and_the_next_is_asked(
    jesse, petri, marjatta, aino, noora
):
    practice = make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    for one in (marjatta, aino, noora):
        add_basis(one, practice, basis=Basis.TAUGHT)
    need = make.need(QUESTION, by=jesse)
    settle_alone()
    (left_out,) = {"Petri Saarela", "Marjatta Hietala", "Aino Koskela", "Noora Vainio"} - set(
        asked_people(need)
    )
    first = offers_of(need)[0].person

    decline_need(need, by=first)
    settle_alone()

    assert left_out in asked_people(need)
    assert first.name not in asked_people(need)
    with pytest.raises(NotFoundError):
        need_by_id(need.id, seen_by=first)
    with pytest.raises(NotAllowedError):
        decline_need(need, by=first)


def test_a_short_answer_is_told_to_those_who_asked(jesse, noora, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    same = make.need("Sama toisin sanoin?", by=noora)
    join_need(same, need)

    answer_shortly(need, "Soita ja kerro yksi havainto.", language="fi", by=marjatta)

    assert need.state is NeedState.ANSWERED
    for asker, wording in ((jesse, need), (noora, same)):
        (line,) = told(asker, NoticeKind.NEED_ANSWERED)
        assert line.notice.about_id == wording.id
        assert line.sight.title == wording.question
        assert line.notice.by == marjatta
    assert told(marjatta, NoticeKind.NEED_ANSWERED) == []


def test_only_who_was_asked_and_coordinators_answer(jesse, petri, leena):
    need = make.need(QUESTION, by=jesse)

    with pytest.raises(NotAllowedError):
        answer_shortly(need, "Näin.", language="fi", by=petri)
    answer_shortly(need, "Näin.", language="fi", by=leena)

    assert [one.by for one in answers_of(need)] == [leena]


def test_an_answer_by_a_practice_needs_one_that_everybody_may_see(jesse, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    hidden = make.practice("Salainen tapa", by=marjatta)
    hidden.audience = Audience.NAMED
    seen = make.practice("Avoin tapa", by=marjatta)

    with pytest.raises(InvalidError):
        answer_with(need, hidden, by=marjatta)
    answer_with(need, seen, by=marjatta)

    (line,) = told(jesse, NoticeKind.NEED_ANSWERED)
    assert line.practice.title == "Avoin tapa"


def test_a_practice_that_is_written_of_a_need_answers_it_once_it_is_published(
    jesse, marjatta, leena
):
    need = offered(marjatta, by=jesse, leena=leena)
    form = {"title": "Herätä havainnolla", "action": "Soitan.", "need": str(need.id)}
    new = NewPractice.parse(form, [], [])

    practice = start_practice(new, by=marjatta)
    assert need.state is NeedState.OFFERED
    assert told(jesse, NoticeKind.NEED_ANSWERED) == []
    hand_over(practice, "fi", Wording.parse(form), by=marjatta)

    assert need.state is NeedState.ANSWERED
    assert len(told(jesse, NoticeKind.NEED_ANSWERED)) == 1
    hand_over_again(practice, marjatta)
    assert len(told(jesse, NoticeKind.NEED_ANSWERED)) == 1


def hand_over_again(practice, person):
    base = str(current_revision(practice, "fi").id)
    hand_over(
        practice,
        "fi",
        Wording.parse({"title": practice.title, "action": "Tapaan.", "base": base}),
        by=person,
    )


def test_who_was_not_asked_cannot_begin_a_practice_of_a_need(jesse, petri):
    need = make.need(QUESTION, by=jesse)
    form = {"title": "Urkinta", "need": str(need.id)}

    with pytest.raises(NotFoundError):
        start_practice(NewPractice.parse(form, [], []), by=petri)


def test_a_short_answer_becomes_a_practice_of_the_one_who_answered(jesse, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    answer = answer_shortly(need, "Soita.", language="fi", by=marjatta)
    form = {"title": "Soitto", "answer": str(answer.id), "holder": str(marjatta.id)}

    practice = start_practice(NewPractice.parse(form, [], []), by=leena)

    assert answer.practice == practice
    assert needs_of(practice, marjatta) == [answer.need_id]
    assert needs_of(practice, jesse) == [answer.need_id]
    with pytest.raises(NotAllowedError):
        start_practice(NewPractice.parse(form, [], []), by=leena)


def test_nobody_else_learns_of_which_need_a_practice_was_made(jesse, marjatta, petri, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    practice = make.practice("Avoin tapa", by=marjatta)
    answer_with(need, practice, by=marjatta)

    assert needs_of(practice, petri) == []


def test_the_asker_says_that_it_helped(jesse, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    with pytest.raises(DomainError):
        say_helped(need, by=jesse)
    answer_shortly(need, "Soita.", language="fi", by=marjatta)

    say_helped(need, by=jesse)

    (line,) = told(marjatta, NoticeKind.NEED_HELPED)
    assert line.notice.by == jesse
    with pytest.raises(NotAllowedError):
        say_helped(need, by=marjatta)


def test_an_anonymous_asker_stays_without_a_name(jesse, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena, anonymous=True)
    answer_shortly(need, "Soita.", language="fi", by=marjatta)

    say_helped(need, by=jesse)

    lines = notices_of(marjatta, 1).items
    assert {one.notice.by for one in lines} <= {None, leena}
    assert "Jesse" not in repr([one.sight for one in lines])
    assert not need.names_asker_to(marjatta)


def test_still_open_asks_the_next(jesse, petri, marjatta, leena):
    practice = make.practice("Hiljaisen asiakkaan herättäminen", by=petri)
    add_basis(marjatta, practice, basis=Basis.TAUGHT)
    need = offered(marjatta, by=jesse, leena=leena)
    answer_shortly(need, "En ole varma.", language="fi", by=marjatta)
    assert asked_people(need) == ["Marjatta Hietala"]

    say_open(need, by=jesse)
    settle_alone()

    assert need.state is NeedState.OFFERED
    assert asked_people(need) == ["Marjatta Hietala", "Petri Saarela"]


def test_still_open_for_one_of_several_stands_alone(jesse, noora, marjatta, leena):
    need = offered(marjatta, by=jesse, leena=leena)
    same = make.need("Sama toisin sanoin?", by=noora)
    join_need(same, need)
    answer_shortly(need, "Soita.", language="fi", by=marjatta)

    say_open(same, by=noora)

    assert same.whole == same
    assert same.state is NeedState.OPEN
    assert need.state is NeedState.ANSWERED


def test_the_coordinator_closes_and_the_asker_opens_again(jesse, leena, petri):
    need = make.need(QUESTION, by=jesse)
    with pytest.raises(NotAllowedError):
        close_need(need, by=jesse)

    close_need(need, by=leena)

    assert need.state is NeedState.DECLINED
    with pytest.raises(DomainError):
        close_need(need, by=leena)
    say_open(need, by=jesse)
    assert need.state is NeedState.OPEN


def test_nobody_is_asked_twice_nor_what_they_ask_themselves(jesse, marjatta, leena, petri):
    need = offered(marjatta, by=jesse, leena=leena)

    for person in (marjatta, jesse):
        with pytest.raises(InvalidError):
            offer_need(need, person, by=leena)
    with pytest.raises(NotAllowedError):
        offer_need(need, leena, by=petri)


def test_a_question_is_seen_by_its_asker_those_asked_and_coordinators(
    jesse, noora, marjatta, petri, leena
):
    need = offered(marjatta, by=jesse, leena=leena)
    same = make.need("Sama toisin sanoin?", by=noora)
    join_need(same, need)

    def sees(person):
        return [one.question for one in wordings_of(need, seen_by=person)]

    assert sees(jesse) == [need.question]
    assert sees(noora) == [same.question]
    assert sees(marjatta) == sees(leena) == [need.question, same.question]
    assert sees(petri) == []


def test_what_is_left_while_a_need_waits_for_the_worker_is_not_lost(jesse, marjatta):
    make.practice("Hiljaisen asiakkaan herättäminen", by=marjatta)
    make.need(QUESTION, by=jesse)
    make.need("Aivan toinen asia?", by=jesse)

    settle()

    assert len(told(marjatta, NoticeKind.NEED_OFFERED)) >= 1


@pytest.mark.parametrize("text", ["", "  ", "a" * (LONGEST_ANSWER + 1)])
def test_an_empty_or_endless_answer_is_refused(text):
    with pytest.raises(InvalidError):
        parse_answer({"answer": text})


def test_an_admin_sees_no_more_than_a_reader(jesse, samuel):
    need = make.need(QUESTION, by=jesse)

    with pytest.raises(NotFoundError):
        need_by_id(need.id, seen_by=samuel)
