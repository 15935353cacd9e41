"""Asking for an attestation, answering it, revoking it; in the pages' own forms."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.internalise.attestations.models import Attestation, AttestationState
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
def address(petri, jesse):
    """Return the address of a practice of Petri's that Jesse has tried once."""
    made = make.practice(by=petri.person)
    made.ref = "P13"
    make.document(made, by=petri.person)
    make.talk(make.active_pair(petri.person, make.person("Noora Vainio")), made)
    make.trial(made, by=jesse.person, situation="Energia-07 ei vastaa")
    return f"/practices/{quote(made.slug)}"


def practice():
    return session.scalars(select(Practice).where(Practice.ref == "P13")).one()


def attestation():
    return session.scalars(select(Attestation).order_by(Attestation.id.desc())).first()


def form_to(answer, end):
    return next(form for form in answer.forms.values() if form.action.endswith(end))


def links(answer):
    return [one["href"] for one in answer.html.find_all("a", href=True)]


def asked_by(jesse, address):
    form = form_to(jesse.get(f"{address}/attestations/new"), "/attestations")
    form["words"] = "Soitan nyt ensin enkä kirjoita."
    return form.submit(status=302).follow()


def test_a_learner_asks_and_is_attested(petri, jesse, address):
    assert f"{address}/attestations/new" in links(jesse.get(address))
    page = asked_by(jesse, address)
    assert "Petri Saarela" in page

    waiting = petri.get("/")
    assert "Jesse Lindqvist" in waiting
    page = petri.get(f"/attestations/{attestation().id}")
    assert "Energia-07 ei vastaa" in page
    assert "Soitan nyt ensin" in page
    form = form_to(page, "/answer")
    form["level"] = "competent"
    done = form.submit(status=302).follow()

    assert "Pätevä" in done
    assert stage_of(practice()) is Stage.INTERNALISED
    seen = jesse.get(f"{address}/use")
    assert "Petri Saarela" in seen
    assert "Pätevä" not in seen
    assert "Osaamisesi on vahvistettu" in jesse.get(address)


def test_without_a_level_the_form_comes_back_as_it_was(petri, jesse, address):
    asked_by(jesse, address)
    form = form_to(petri.get(f"/attestations/{attestation().id}"), "/answer")
    form["answer"] = "Näin hänen soittavan."

    answer = form.submit(status=422)

    assert "Näin hänen soittavan." in answer
    assert "Valitse taso" in answer


def test_not_yet_needs_a_reason_which_the_learner_reads(petri, jesse, address):
    asked_by(jesse, address)
    number = attestation().id
    form = form_to(petri.get(f"/attestations/{number}"), "/refusal")
    assert "Kerro syy" in form.submit(status=422)

    form["reason"] = "Kokeile vielä hankalaa asiakasta."
    form.submit(status=302)

    assert "Kokeile vielä hankalaa" in jesse.get(f"/attestations/{number}")
    assert f"{address}/attestations/new" in links(jesse.get(address))


def test_a_learner_withdraws(jesse, address):
    asked_by(jesse, address)

    form_to(jesse.get(f"/attestations/{attestation().id}"), "/withdrawal").submit(status=302)

    assert attestation().state is AttestationState.WITHDRAWN


def test_of_one_who_left_another_is_asked(petri, jesse, address, signed_in):
    aino = signed_in("Aino Koskela")
    add_basis(aino.person, practice(), basis=Basis.TAUGHT)
    make.attestation_asked(practice(), of=aino.person, by=jesse.person)
    aino.person.suspended_at = clock.now()

    page = jesse.get(f"/attestations/{attestation().id}")
    assert "ei voi enää vastata" in page
    form = form_to(page.click("Pyydä toiselta"), "/attestations")
    form.submit(status=302)

    assert attestation().attester.name == "Petri Saarela"


def test_a_revocation_is_told_to_the_learner_and_to_who_looks_after_it(petri, jesse, address):
    make.attested(practice(), of=petri.person, by=jesse.person)
    number = attestation().id
    form = form_to(petri.get(f"/attestations/{number}"), "/revocation")
    form["reason"] = "Asiakas kertoi toista."

    form.submit(status=302)

    assert "Asiakas kertoi toista." in jesse.get(f"/attestations/{number}")
    assert "Osaamisesi vahvistus on kumottu" in jesse.get("/notices")
    assert practice().review_due < clock.today()


def test_others_open_nothing_and_change_nothing(jesse, address, signed_in):
    asked_by(jesse, address)
    number = attestation().id
    leena = signed_in("Leena Ahokas")

    leena.get(f"/attestations/{number}", status=404)
    token = leena.get("/").html.find("input", {"name": "csrf_token"})["value"]
    for deed in ("answer", "refusal", "withdrawal", "revocation"):
        sent = {"csrf_token": token, "reason": "Ei", "level": "expert"}
        sent |= {"valid_until": clock.today().replace(year=clock.today().year + 1).isoformat()}
        leena.post(f"/attestations/{number}/{deed}", sent, status=404)
    assert attestation().state is AttestationState.ASKED


def test_the_learner_does_not_answer_for_themselves(jesse, address):
    asked_by(jesse, address)
    page = jesse.get(f"/attestations/{attestation().id}")

    assert not [one for one in page.forms.values() if one.action.endswith("/answer")]
    token = page.html.find("input", {"name": "csrf_token"})["value"]
    until = clock.today().replace(year=clock.today().year + 1).isoformat()
    sent = {"csrf_token": token, "level": "expert", "valid_until": until}
    jesse.post(f"/attestations/{attestation().id}/answer", sent, status=403)


def test_all_of_them_stand_on_one_page(petri, jesse, address):
    make.attested(practice(), of=petri.person, by=jesse.person)

    for browser, other in ((jesse, "Petri Saarela"), (petri, "Jesse Lindqvist")):
        page = browser.get("/attestations")
        assert other in page
        assert "Pätevä" in page


def test_before_a_trial_the_page_says_what_comes_first(petri, signed_in, address):
    aino = signed_in("Aino Koskela")

    assert f"{address}/attestations/new" not in links(aino.get(address))
    assert "Kokeile ensin työssä" in aino.get(f"{address}/attestations/new")


def tells(browser, address, number, learner):
    """Say which pages tell the canary's word to who looks at them."""
    pages = (
        "/",
        address,
        f"{address}/use",
        "/attestations",
        f"/attestations/{number}",
        f"/people/{learner}",
        "/notices",
        "/search?q=kanarialintu",
    )
    found = {page: browser.get(page, status="*") for page in pages}
    return {page for page, answer in found.items() if "kanarialintu" in answer.html.main.text}


def test_what_the_two_say_to_each_other_is_told_to_nobody_else(
    petri, jesse, address, signed_in
):
    asked_by(jesse, address)
    found = attestation()
    found.words, number, learner = "Sanon: kanarialintu.", found.id, found.learner_id
    others = [signed_in(name) for name in ("Aino Koskela", "Leena Ahokas", "Samuel Forsman")]
    searched = {"/search?q=kanarialintu"}  # what is asked stands there as it was asked

    for browser in others:
        assert tells(browser, address, number, learner) <= searched
    assert f"/attestations/{number}" in tells(petri, address, number, learner)

    form = form_to(petri.get(f"/attestations/{number}"), "/answer")
    form["level"], form["answer"] = "expert", "Näin: kanarialintu."
    form.submit(status=302)
    for browser in others:
        assert tells(browser, address, number, learner) <= searched
        assert "Asiantuntija" not in browser.get(f"{address}/use")
