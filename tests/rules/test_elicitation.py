"""Guided talks: nothing is written without a yes, nothing is lost, and it goes on its day."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from kb.context.questions.actions import remove_question, reword_question
from kb.context.questions.forms import Asking
from kb.context.questions.models import Heading, Phase, QuestionSet, phases_of
from kb.document.elicitation.actions import (
    agree,
    begin_phase,
    go_on,
    plan_elicitation,
    set_aside,
)
from kb.document.elicitation.answers import drop_aside, join_aside, keep_answer
from kb.document.elicitation.forgetting import forget_due, is_due, withdraw
from kb.document.elicitation.forms import Plan, Saying
from kb.document.elicitation.guides import (
    GUIDES,
    MINUTES,
    ConsentHeading,
    ElicitationMethod,
    consent_words,
)
from kb.document.elicitation.models import ElicitationState
from kb.document.elicitation.notes import ElicitationAnswer, ElicitationAside
from kb.document.elicitation.queries import (
    answers_in,
    consents_asked_of,
    elicitation_by_id,
    elicitations_of,
    slots_of,
)
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import (
    ConflictError,
    DomainError,
    InvalidError,
    NotAllowedError,
    NotFoundError,
)
from support import make

FIRST = "critical-decision-1"


def counted(table):
    return session.scalar(select(func.count()).select_from(table))


def answer(talk, text, *, by, version=0, key=FIRST):
    return keep_answer(talk, key, Saying(text, version), by=by)


def test_it_is_planned_agreed_and_under_way(noora, marjatta):
    talk = make.interview(marjatta, by=noora, agreed=False)
    states = [talk.state]
    agree(talk, by=marjatta)
    states.append(talk.state)
    answer(talk, "Asiakas soitti.", by=noora)
    states.append(talk.state)

    assert states == [
        ElicitationState.PLANNED,
        ElicitationState.CONSENTED,
        ElicitationState.UNDER_WAY,
    ]


def test_nothing_is_written_before_everybody_has_agreed(noora, marjatta, petri):
    talk = make.interview(marjatta, petri, by=noora, agreed=False, of=QuestionSet.GROUP)
    agree(talk, by=marjatta)

    with pytest.raises(DomainError) as refused:
        keep_answer(talk, "group-1", Saying("Näin.", 0), by=noora)

    assert refused.value.key == "elicitation.consent_first"
    assert consents_asked_of(petri) == [talk]
    assert consents_asked_of(marjatta) == []


def test_only_who_is_asked_agrees(noora, marjatta):
    talk = make.interview(marjatta, by=noora, agreed=False)

    with pytest.raises(NotAllowedError):
        agree(talk, by=noora)


def test_only_those_who_take_part_find_it(noora, marjatta, leena, samuel, petri):
    talk = make.interview(marjatta, by=noora)

    for one in (noora, marjatta):
        assert elicitation_by_id(talk.id, seen_by=one) is talk
        assert elicitations_of(one) == [talk]
    for other in (leena, samuel, petri):
        with pytest.raises(NotFoundError):
            elicitation_by_id(talk.id, seen_by=other)
        assert elicitations_of(other) == []


def test_an_answer_keeps_what_was_asked_and_its_heading(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    asked = slots_of(talk)[0].asked
    answer(talk, "Asiakas soitti.", by=noora)

    said = Asking("Uusi?", "New?", Heading.EXAMPLE, Phase.WHAT_IF)
    reword_question(QuestionSet.CRITICAL_DECISION, FIRST, said)

    kept = answers_in(talk)[FIRST]
    assert (kept.asked, kept.heading, kept.phase) == (asked, Heading.SITUATION, Phase.CASE)


def test_an_answer_to_what_is_asked_no_more_is_still_there(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    answer(talk, "Asiakas soitti.", by=noora)

    remove_question(QuestionSet.CRITICAL_DECISION, FIRST)

    assert [slot.answer.text for slot in slots_of(talk) if slot.answer] == ["Asiakas soitti."]


def test_nothing_said_makes_no_answer(noora, marjatta):
    talk = make.interview(marjatta, by=noora)

    assert answer(talk, "", by=noora) is None
    assert answers_in(talk) == {}


def test_the_same_text_twice_counts_once(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    version = answer(talk, "Asiakas soitti.", by=noora).version

    assert answer(talk, "Asiakas soitti.", by=noora).version == version


def test_who_writes_second_loses_nothing(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    first = answer(talk, "Asiakas soitti.", by=noora)
    number = talk.id
    session.commit()

    with pytest.raises(ConflictError):
        answer(talk, "Asiakas kirjoitti ensin.", by=marjatta, version=0)

    talk = elicitation_by_id(number, seen_by=marjatta)
    kept = answers_in(talk)[FIRST]
    assert (kept.text, kept.version) == ("Asiakas soitti.", first.version)
    assert [(one.text, one.by.name) for one in kept.asides] == [
        ("Asiakas kirjoitti ensin.", "Marjatta Hietala")
    ]


def test_a_text_kept_beside_is_added_or_left_out(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    kept = answer(talk, "Asiakas soitti.", by=noora)
    kept.asides = [
        ElicitationAside(text=text, by_id=marjatta.id) for text in ("Illalla.", "Turha.")
    ]
    session.flush()
    added, left = kept.asides

    join_aside(talk, added.id, by=noora)
    drop_aside(talk, left.id)

    assert kept.text == "Asiakas soitti.\n\nIllalla."
    assert counted(ElicitationAside) == 0


def test_another_talks_text_is_not_found(noora, marjatta, petri):
    mine, other = make.interview(marjatta, by=noora), make.interview(petri, by=noora)
    kept = answer(other, "Salaisuus.", by=noora)
    kept.asides = [ElicitationAside(text="Toinen.", by_id=petri.id)]
    session.flush()

    with pytest.raises(NotFoundError):
        join_aside(mine, kept.asides[0].id, by=noora)


def test_breaking_off_loses_nothing_and_it_goes_on(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    answer(talk, "Asiakas soitti.", by=noora)

    set_aside(talk, by=noora)
    broken_off = talk.state
    go_on(talk, by=noora)

    assert broken_off is ElicitationState.ABANDONED
    assert talk.state is ElicitationState.UNDER_WAY
    assert answers_in(talk)[FIRST].text == "Asiakas soitti."


def test_the_interviewer_alone_leads(noora, marjatta):
    talk = make.interview(marjatta, by=noora)

    for deed in (set_aside, go_on, lambda one, by: begin_phase(one, Phase.TIMELINE, by=by)):
        with pytest.raises(NotAllowedError):
            deed(talk, by=marjatta)


def test_a_phase_has_the_time_at_which_it_began(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    begin_phase(talk, Phase.CASE, by=noora)
    later = clock.now() + timedelta(minutes=8)

    with clock.standing_at(later):
        begin_phase(talk, Phase.TIMELINE, by=noora)

    assert (talk.phase, talk.phase_since) == (Phase.TIMELINE, later)
    with pytest.raises(NotFoundError):
        begin_phase(talk, Phase.LIKENESS, by=noora)


def test_an_answer_put_right_in_an_earlier_phase_leaves_the_phase_they_are_in(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    kept = answer(talk, "Asiakas soitti.", by=noora)
    begin_phase(talk, Phase.DEEPENING, by=noora)

    answer(talk, "Asiakas soitti illalla.", by=marjatta, version=kept.version)

    assert talk.current_phase is Phase.DEEPENING


def noon(day):
    return datetime.combine(day, time(12), clock.HOME)


def test_on_the_agreed_day_the_answers_go_and_it_is_said(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    other = make.interview(marjatta, by=noora, delete_on=talk.delete_on + timedelta(days=1))
    make.said(talk, "Asiakas soitti.", "Ääni oli outo.")
    make.said(other, "Tämä jää vielä.")
    day_before = noon(talk.delete_on - timedelta(days=1))

    with clock.standing_at(day_before):
        assert not is_due()
    with clock.standing_at(day_before + timedelta(days=1)):
        assert is_due()
        assert forget_due() == 1
        assert not is_due()

    assert talk.state is ElicitationState.DELETED
    assert answers_in(talk) == {}
    assert len(answers_in(other)) == 1


def test_a_yes_taken_back_deletes_the_answers_at_once(noora, marjatta):
    talk = make.interview(marjatta, by=noora)
    make.said(talk, "Asiakas soitti.")

    withdraw(talk, by=marjatta)

    assert counted(ElicitationAnswer) == 0
    assert talk.state is ElicitationState.DELETED
    assert [row.person.name for row in talk.withdrawn] == ["Marjatta Hietala"]
    with pytest.raises(DomainError) as refused:
        answer(talk, "Vielä yksi.", by=noora)
    assert refused.value.key == "elicitation.answers_deleted"


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        (["noora"], "elicitation.not_yourself"),
        (["gone"], "elicitation.carrier_needed"),
        (["petri"], "elicitation.carrier_not_holder"),
    ],
)
def test_whom_one_cannot_ask(noora, marjatta, petri, who, wrong):
    practice = make.practice(by=marjatta)
    gone = make.person("Liisa Lähtenyt")
    gone.suspended_at = clock.now()
    people = {"noora": noora, "petri": petri, "gone": gone}

    with pytest.raises(InvalidError) as refused:
        make.interview(*(people[one] for one in who), by=noora, practice=practice.slug)

    assert refused.value.fields == {"carriers": wrong}


def test_one_is_not_interviewed_of_what_the_interviewer_holds(noora, marjatta):
    practice = make.practice(by=noora)

    with pytest.raises(InvalidError) as refused:
        make.interview(marjatta, by=noora, practice=practice.slug)

    assert refused.value.fields == {"carriers": "elicitation.own_practice"}


def test_a_practice_somebody_may_not_see_is_not_named_to_them(noora, marjatta):
    practice = make.practice(by=noora)
    practice.opened_at = None

    with pytest.raises(InvalidError) as refused:
        plan_elicitation(make.plan(marjatta, practice=practice.slug), by=noora)

    assert refused.value.fields == {"carriers": "elicitation.carrier_cannot_see"}


def planning(**otherwise):
    form = {
        "method": "critical_decision",
        "topic": "Häiriöilta",
        "language": "fi",
        "delete_on": (clock.today() + timedelta(days=30)).isoformat(),
    }
    consent = {f"consent-{one.value}": "Näin." for one in ConsentHeading}
    return {**form, **consent, **otherwise}


@pytest.mark.parametrize(
    ("said", "carriers", "wrong"),
    [
        ({"topic": " "}, ["2"], {"topic"}),
        ({"method": "torture"}, ["2"], {"method"}),
        ({"language": "sv"}, ["2"], {"language"}),
        ({}, [], {"carriers"}),
        ({"method": "explain_back"}, ["2", "3"], {"carriers"}),
        ({"consent-storage": ""}, ["2"], {"consent-storage"}),
        ({"consent-manner": "a" * 1001}, ["2"], {"consent-manner"}),
        ({"delete_on": "2020-01-01"}, ["2"], {"delete_on"}),
        ({"delete_on": "3020-01-01"}, ["2"], {"delete_on"}),
        ({"delete_on": "never"}, ["2"], {"delete_on"}),
    ],
)
def test_a_plan_that_cannot_be_taken_is_refused(said, carriers, wrong):
    with pytest.raises(InvalidError) as refused:
        Plan.parse(planning(**said), carriers)

    assert set(refused.value.fields) == wrong


def test_a_way_has_its_own_questions_whatever_the_form_says():
    plan = Plan.parse(planning(of="group"), ["2"])

    assert plan.of is QuestionSet.CRITICAL_DECISION


def test_an_answer_too_long_is_refused_and_says_how_long_it_may_be():
    with pytest.raises(InvalidError) as refused:
        Saying.parse({"text-k": "a" * 21}, "k", longest=20)

    assert refused.value.fields == {"text-k": "elicitation.answer_too_long"}
    assert refused.value.values == {"longest": 20}


def test_a_nul_is_shown_as_what_it_is():
    assert (
        Saying.parse({"text-k": "a\0b"}, "k", longest=20).text == "a\N{REPLACEMENT CHARACTER}b"
    )


def test_every_way_has_its_questions_and_every_phase_its_minutes():
    assert set(GUIDES) == set(ElicitationMethod)
    for guide in GUIDES.values():
        assert all(MINUTES[phase] for which in guide.sets for phase in phases_of(which))


@pytest.mark.parametrize("language", ["fi", "en"])
def test_every_heading_of_the_consent_has_words(language):
    assert all(consent_words(language)[heading] for heading in ConsentHeading)
