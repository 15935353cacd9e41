"""A teach-back is agreed in a plan, told to the listener, and never counts as doing."""

from dataclasses import replace

import pytest

from kb.foundation import clock
from kb.foundation.errors import ConflictError, DomainError, InvalidError, NotFoundError
from kb.internalise.marks.queries import trials_still_needed
from kb.internalise.plans.actions import dismiss_plan, keep_plan, make_plan
from kb.internalise.plans.explaining import note_teach_back
from kb.internalise.plans.forms import Intention, Retelling
from kb.internalise.plans.queries import teach_back_ahead, teach_back_by_id
from kb.notices.models import NoticeKind
from kb.notices.queries import news_for
from support import make


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


@pytest.fixture
def intention(petri):
    return Intention("Sote-05 on ollut hiljaa viikon", "soitan", None, teach_back=petri.id)


@pytest.fixture
def plan(practice, intention, noora):
    return make_plan(practice, intention, by=noora)


def told(person):
    return [line.notice.kind for line in news_for(person).lines]


def retold(missed="En muistanut, milloin ei soiteta."):
    return Retelling(clock.today(), missed)


def test_the_listener_is_told_but_sees_no_plan(plan, petri, noora):
    (line,) = news_for(petri).lines

    assert line.notice.kind is NoticeKind.TEACH_BACK_AGREED
    assert line.notice.by == noora
    assert "Sote-05" not in line.sight.title


def test_one_explains_to_somebody_who_can_do_it(practice, noora, aino, intention):
    for other in (aino, noora):
        with pytest.raises(InvalidError) as refused:
            make_plan(practice, replace(intention, teach_back=other.id), by=noora)
        assert refused.value.fields == {"teach_back": "teach_back.not_a_carrier"}


def test_keeping_the_plan_anew_tells_nobody_twice(plan, intention, petri):
    keep_plan(plan, intention)

    assert told(petri) == [NoticeKind.TEACH_BACK_AGREED]


def test_both_say_what_was_missing_and_each_hears_of_the_other(plan, petri, noora):
    teach_back = teach_back_ahead(plan)

    note_teach_back(teach_back, retold(), by=noora)
    note_teach_back(teach_back, retold("Perustelu jäi pois."), by=petri)

    assert teach_back.held_on == clock.today()
    assert teach_back.learner_missed == "En muistanut, milloin ei soiteta."
    assert teach_back.carrier_missed == "Perustelu jäi pois."
    assert NoticeKind.TEACH_BACK_NOTED in told(petri)
    assert told(noora) == [NoticeKind.TEACH_BACK_NOTED]


def test_talk_is_no_trial(plan, practice, petri, noora):
    needed = trials_still_needed(noora, practice)

    note_teach_back(teach_back_ahead(plan), retold(), by=noora)

    assert trials_still_needed(noora, practice) == needed == 2
    assert plan.is_open


def test_each_tells_once(plan, noora):
    teach_back = teach_back_ahead(plan)
    note_teach_back(teach_back, retold(), by=noora)

    with pytest.raises(ConflictError, match="teach_back.told_already"):
        note_teach_back(teach_back, retold("Muuta."), by=noora)


def test_a_plan_left_be_calls_it_off(plan, petri, noora):
    teach_back = teach_back_ahead(plan)

    dismiss_plan(plan)

    assert told(petri)[0] is NoticeKind.TEACH_BACK_OFF
    with pytest.raises(DomainError, match="teach_back.called_off"):
        note_teach_back(teach_back, retold(), by=petri)


def test_another_listener_takes_the_place_of_the_first(plan, practice, intention, petri, aino):
    make.trial(practice, by=aino)

    keep_plan(plan, replace(intention, teach_back=aino.id))

    assert teach_back_ahead(plan).carrier == aino
    assert told(petri)[0] is NoticeKind.TEACH_BACK_OFF
    assert told(aino) == [NoticeKind.TEACH_BACK_AGREED]


def test_it_is_seen_by_the_two_alone(plan, petri, noora, aino, leena):
    number = teach_back_ahead(plan).id

    assert teach_back_by_id(number, seen_by=petri) is teach_back_by_id(number, seen_by=noora)
    for other in (aino, leena):
        with pytest.raises(NotFoundError):
            teach_back_by_id(number, seen_by=other)


def test_what_was_missing_is_one_sentence_of_a_day_that_was():
    ahead = {"held_on": "2999-01-01", "missed": "a" * 301}

    with pytest.raises(InvalidError) as refused:
        Retelling.parse(ahead)

    assert refused.value.fields == {
        "held_on": "teach_back.day_needed",
        "missed": "teach_back.one_sentence",
    }
