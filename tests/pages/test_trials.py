"""Trying at work: the trial's form, the learner's marks, the plan, the holder's page."""

from datetime import timedelta
from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.marks.queries import LearnerState, states_by_practice
from kb.internalise.plans.queries import open_plans_of
from kb.internalise.trials.models import Trial, Verdict
from kb.internalise.trials.queries import failed_trials_for
from kb.practices.models import Practice
from kb.stages.evidence import Stage, stage_of
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def jesse(signed_in):
    return signed_in("Jesse Lindqvist")


@pytest.fixture
def address(petri):
    """Return the address of a practice that is Petri's and was gone through with Noora."""
    practice = make.practice(by=petri.person)
    practice.ref = "P13"
    make.document(practice, by=petri.person)
    make.talk(make.active_pair(petri.person, make.person("Noora Vainio")), practice)
    return f"/practices/{quote(practice.slug)}"


def practice():
    return session.scalars(select(Practice).where(Practice.ref == "P13")).one()


def state(browser):
    return states_by_practice(browser.person).get(practice().id, LearnerState.NONE)


def form_to(answer, end):
    """Return the page's own form whose address ends so."""
    return next(form for form in answer.forms.values() if form.action.endswith(end))


def actions(answer):
    return [form.action for form in answer.forms.values()]


def invitation(person):
    (plan,) = open_plans_of(person)
    return plan.id


def tell(browser, address, **fields):
    form = form_to(browser.get(f"{address}/trials/new"), "/trials")
    filled = {"happened": "Asiakas vastasi.", "verdict": "worked", **fields}
    for name, value in filled.items():
        form[name] = value
    return form.submit(status="*")


def days_ago(days):
    return (clock.today() - timedelta(days=days)).isoformat()


def test_opening_the_page_changes_nothing(jesse, address):
    jesse.get(address)
    jesse.get(f"{address}/trials/new")

    assert state(jesse) is LearnerState.NONE


def test_marking_as_read_is_for_oneself_alone(jesse, signed_in, address):
    aino = signed_in("Aino Koskela")

    said = form_to(jesse.get(address), "/reading").submit().follow()

    assert "Merkitty luetuksi" in said
    assert state(jesse) is LearnerState.READ
    assert state(aino) is LearnerState.NONE


def test_a_second_press_takes_it_back(jesse, address):
    form_to(jesse.get(address), "/reading").submit()

    form_to(jesse.get(address), "/reading").submit()

    assert state(jesse) is LearnerState.NONE


def test_a_trial_demands_what_happened_and_keeps_what_was_typed(jesse, address):
    answer = tell(jesse, address, happened="", did="Soitin ensin.")

    assert answer.status_code == 422
    form = form_to(answer, "/trials")
    assert "Kerro, mitä tapahtui" in answer
    assert (form["did"].value, form["verdict"].value) == ("Soitin ensin.", "worked")
    assert session.scalars(select(Trial)).all() == []


def test_a_trial_demands_a_day_that_is_not_ahead(jesse, address):
    assert tell(jesse, address, tried_on="").status_code == 422
    assert tell(jesse, address, tried_on=days_ago(-1)).status_code == 422


def test_from_reading_to_own_work(jesse, address):
    form_to(jesse.get(address), "/reading").submit()
    first = tell(jesse, address, tried_on=days_ago(4)).follow()
    assert "Vielä yksi" in first
    assert f"{address}/own-work" not in actions(first)

    assert tell(jesse, address, tried_on=days_ago(1), verdict="adapted").status_code == 302
    second = jesse.get(address)
    assert stage_of(practice()) is Stage.SHARED
    said = form_to(second, "/own-work").submit().follow()

    assert "Jesse Lindqvist" in said
    assert "Sisäistäneet (1)" in said
    assert state(jesse) is LearnerState.OWN_WORK
    assert stage_of(practice()) is Stage.INTERNALISED


def test_talk_and_reading_do_not_make_own_work(jesse, address):
    token = form_to(jesse.get(address), "/reading")["csrf_token"].value

    answer = jesse.post(f"{address}/own-work", {"csrf_token": token}, status=422)

    assert "Lukeminen ja puhuminen eivät vielä riitä" in answer
    assert state(jesse) is LearnerState.NONE


def test_did_not_work_asks_why_and_tells_the_holder(petri, jesse, address):
    form = form_to(jesse.get(f"{address}/trials/new?verdict=failed"), "/trials")
    assert form["verdict"].value == "failed"
    form["happened"] = "Asiakas suuttui."
    refused = form.submit(status=422)
    assert "miksi se ei toiminut" in refused

    form = form_to(refused, "/trials")
    form["why"] = "Soitin väärään aikaan."
    form.submit(status=302)

    assert "Soitin väärään aikaan." in petri.get("/")


def test_the_holder_takes_a_seen_failure_off_their_page(petri, jesse, address):
    make.trial(practice(), by=jesse.person, verdict=Verdict.FAILED, why="Väärä hetki.")

    form_to(petri.get("/"), "/note").submit(status=302)

    assert list(failed_trials_for(petri.person)) == []
    assert "Väärä hetki." in petri.get(address)


def test_nobody_else_takes_it_off(jesse, address):
    token = form_to(jesse.get(address), "/reading")["csrf_token"].value
    failed = make.trial(practice(), by=jesse.person, verdict=Verdict.FAILED)

    jesse.post(f"/trials/{failed.id}/note", {"csrf_token": token}, status=403)


def test_a_holder_is_offered_no_learners_deeds(petri, address):
    answer = petri.get(address)

    assert not any(end in answer for end in ("/trials/new", "/reading", "/own-work"))
    assert "omaa osaamistasi" in tell(petri, address)


def test_who_may_not_see_the_practice_tries_nothing(jesse, address):
    practice().opened_at = None

    jesse.get(f"{address}/trials/new", status=404)


def test_a_plan_is_filled_in_and_tried(signed_in, address):
    noora = signed_in("Noora Vainio")
    number = invitation(noora.person)
    form = form_to(noora.get(f"/plans/{number}"), f"/plans/{number}")
    form["when"], form["then"] = "Sote-05 on hiljaa", "soitan"
    form["due_on"] = days_ago(-7)
    form.submit(status=302)
    assert "Kun Sote-05 on hiljaa, niin soitan." in noora.get("/")

    blank = noora.get(f"{address}/trials/new?plan={number}").follow()
    form = form_to(blank, "/trials")
    assert (form["situation"].value, form["did"].value) == ("Sote-05 on hiljaa", "soitan")
    form["happened"], form["verdict"] = "Hän vastasi.", "worked"
    form.submit(status=302)

    assert list(open_plans_of(noora.person)) == []


def test_half_a_plan_is_refused_with_what_was_typed(signed_in, address):
    noora = signed_in("Noora Vainio")
    number = invitation(noora.person)
    form = form_to(noora.get(f"/plans/{number}"), f"/plans/{number}")
    form["when"] = "Sote-05 on hiljaa"

    answer = form.submit(status=422)

    assert form_to(answer, f"/plans/{number}")["when"].value == "Sote-05 on hiljaa"


def test_an_invitation_may_be_left_be_and_taken_back(signed_in, address):
    noora = signed_in("Noora Vainio")
    number = invitation(noora.person)

    said = form_to(noora.get(f"/plans/{number}"), "/dismissal").submit().follow()
    assert list(open_plans_of(noora.person)) == []
    form_to(said, "/renewal").submit(status=302)

    assert len(open_plans_of(noora.person)) == 1


def test_a_plan_is_its_learners_alone(jesse, petri, signed_in, address):
    number = invitation(signed_in("Noora Vainio").person)

    for other in (jesse, petri):
        other.get(f"/plans/{number}", status=404)
        other.get(f"/plans/{number}/trial", status=404)
