"""Inventories: each answer with a name gives a practice with me as holder; words stay mine."""

import pytest
from sqlalchemy import select

from kb.context.questions.actions import remove_question, reword_question
from kb.context.questions.forms import Asking
from kb.context.questions.models import Heading, Phase, QuestionSet
from kb.context.questions.queries import questions_of
from kb.document.revisions.actions import may_approve
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carriers_of, is_held_by
from kb.identify.identifications.models import Identification, Trigger, Viewpoint
from kb.identify.inventories.actions import (
    forget_answer,
    join_as_carrier,
    keep_answer,
    make_practice,
)
from kb.identify.inventories.forms import Told
from kb.identify.inventories.queries import (
    answer_by_id,
    answers_behind,
    inventory_of,
    practices_alike,
)
from kb.practices.models import Area
from kb.stages.evidence import Stage, stages_of
from support import make

SELF, LEAVING = QuestionSet.SELF_INVENTORY, QuestionSet.LEAVING_EXPERT
CANARY = "kanarialintu"


def told(text="Soitan ennen kuin kirjoitan.", title="Soitto ennen sähköpostia", **otherwise):
    return Told(text, title, **otherwise)


def answered(which=SELF, at=0, *, by, **said):
    return keep_answer(questions_of(which)[at], told(**said), by=by, language="fi")


def test_an_answer_with_a_name_is_a_practice_with_me_as_holder(marjatta):
    answer = answered(
        by=marjatta, situation="Kun asia on kiusallinen.", area=Area.COMMUNICATION
    )

    practice = answer.practice
    assert (practice.title, practice.summary) == (
        "Soitto ennen sähköpostia",
        "Kun asia on kiusallinen.",
    )
    assert practice.areas == [Area.COMMUNICATION]
    assert is_held_by(practice, marjatta)
    assert stages_of([practice.id])[practice.id] is Stage.IDENTIFIED


@pytest.mark.parametrize(
    ("which", "trigger"), [(SELF, Trigger.OWN_NOTICE), (LEAVING, Trigger.LEAVE)]
)
def test_the_set_says_what_made_one_notice(marjatta, which, trigger):
    practice = answered(which, by=marjatta).practice

    noticed = session.scalars(
        select(Identification).where(Identification.practice_id == practice.id)
    ).one()
    assert (noticed.viewpoint, noticed.trigger) == (Viewpoint.SELF, trigger)


def test_an_answer_without_a_name_waits(marjatta):
    answer = answered(by=marjatta, title="")

    assert answer.practice is None
    assert inventory_of(marjatta, SELF).answered == 1


def test_a_waiting_answer_is_gone_on_with(marjatta):
    waiting = answered(by=marjatta, title="")

    again = answered(by=marjatta, text="Soitan aina.", version=waiting.version)

    assert again is waiting
    assert again.text == "Soitan aina."
    assert again.practice is not None


def test_what_an_older_page_sends_is_kept_beside(marjatta):
    first = answered(by=marjatta, title="", text="Ensin näin.")
    seen = first.version
    answered(by=marjatta, title="", text="Sitten näin.", version=seen)

    answered(by=marjatta, title="", text="Vanhalla sivulla näin.", version=seen)

    kept = [one.text for rows in inventory_of(marjatta, SELF).answers.values() for one in rows]
    assert kept == ["Sitten näin.", "Vanhalla sivulla näin."]


def test_one_question_may_bring_several_practices(marjatta):
    answered(by=marjatta)
    answered(by=marjatta, title="Hinnan kertominen ääneen")

    inventory = inventory_of(marjatta, SELF)
    assert inventory.answered == 1
    assert len(inventory.answers[inventory.questions[0].key]) == 2


def test_what_is_a_practice_already_is_offered_first(marjatta, petri):
    known = make.practice("Soitto ennen sähköpostia", by=petri)

    answer = answered(by=marjatta, title="soitto ennen sähköpostia")

    assert answer.practice is None
    assert practices_alike(answer) == [known]


def test_a_practice_one_may_not_see_is_not_offered(marjatta, petri):
    known = make.practice("Soitto ennen sähköpostia", by=petri)
    known.opened_at = None

    assert answered(by=marjatta).practice is not known


def test_joining_names_me_and_gives_me_no_say_in_what_others_hold(marjatta, petri):
    known = make.practice("Soitto ennen sähköpostia", by=petri)
    answer = answered(by=marjatta)

    join_as_carrier(answer, known)

    reasons = {one.person.name: one.reasons[0].basis for one in carriers_of(known)}
    assert reasons == {"Petri Saarela": Basis.DECLARED, "Marjatta Hietala": Basis.SAYS_SO}
    assert not may_approve(known, marjatta)
    assert answer.joined


def test_who_joins_what_nobody_holds_becomes_its_holder(marjatta, petri):
    known = make.practice("Soitto ennen sähköpostia", by=petri)
    petri.suspended_at = known.made_at

    join_as_carrier(answered(by=marjatta), known)

    assert is_held_by(known, marjatta)


def test_another_of_the_same_name_is_made_when_one_says_so(marjatta, petri):
    known = make.practice("Soitto ennen sähköpostia", by=petri)

    made = make_practice(answered(by=marjatta))

    assert made.id != known.id
    assert made.slug != known.slug


def test_an_answer_becomes_a_practice_once(marjatta):
    answer = answered(by=marjatta)

    with pytest.raises(DomainError) as refused:
        make_practice(answer)

    assert refused.value.key == "inventory.already_a_practice"


def test_the_answer_keeps_what_was_asked(marjatta):
    first = questions_of(SELF)[0]
    key, asked = first.key, first.words_in("fi")
    answer = answered(by=marjatta)

    reword_question(SELF, key, Asking("Uusi?", "New?", Heading.ACTION, Phase.TALK))

    assert answer.asked == asked
    assert inventory_of(marjatta, SELF).answers[key] == [answer]


def test_an_answer_to_what_is_asked_no_more_stays(marjatta):
    answer = answered(by=marjatta)

    remove_question(SELF, answer.key)

    inventory = inventory_of(marjatta, SELF)
    assert (inventory.answered, inventory.earlier) == (0, [answer])


def test_nobody_else_finds_my_answer(marjatta, leena, samuel):
    answer = answered(by=marjatta)

    for other in (leena, samuel):
        with pytest.raises(NotFoundError):
            answer_by_id(answer.id, of=other)
        assert answers_behind(answer.practice, of=other) == []
    assert answers_behind(answer.practice, of=marjatta) == [answer]


def test_my_words_go_and_the_practice_stays(marjatta):
    answer = answered(by=marjatta)
    practice = answer.practice

    forget_answer(answer)

    assert inventory_of(marjatta, SELF).answers == {}
    assert is_held_by(practice, marjatta)


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"text": " "}, {"text": "inventory.answer_needed"}),
        ({"text": "a" * 101}, {"text": "inventory.answer_too_long"}),
        ({"text": "a", "title": "b" * 161}, {"title": "practice.title_too_long"}),
        ({"text": "a", "area": "nowhere"}, {"area": "practice.choice_unknown"}),
    ],
)
def test_what_cannot_be_taken_is_refused(form, wrong):
    with pytest.raises(InvalidError) as refused:
        Told.parse(form, longest=100)

    assert refused.value.fields == wrong
