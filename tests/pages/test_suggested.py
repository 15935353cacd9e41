"""What trials suggest, on the page of reviews."""

import pytest

from kb.internalise.trials.models import Verdict
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def failing(petri, signed_in):
    """Return the number of a practice that mostly fails and was tried beside another."""
    people = {name: signed_in(name) for name in ("Noora Vainio", "Aino Koskela")}
    practice = make.practice("Kellonaika", by=petri.person)
    make.document(practice, by=petri.person)
    other = make.practice("Muistio", by=petri.person)
    make.document(other, by=petri.person)
    for name, days in (("Noora Vainio", 2), ("Noora Vainio", 3), ("Aino Koskela", 4)):
        make.trial(practice, by=people[name].person, verdict=Verdict.FAILED, days_ago=days)
    for one in (practice, other):
        make.trial(
            one,
            by=people["Noora Vainio"].person,
            situation="Sote-02 soitti illalla",
            days_ago=8,
        )
    return practice.id


def put_aside(page):
    return next(one for one in page.forms.values() if one.action.endswith("/aside")).submit()


def test_the_owner_is_told_why_and_what_can_be_done(petri, failing):
    page = petri.get("/reviews")

    assert "kokeiluja on ollut 4, ja niistä 3 ei toiminut" in page
    assert "Sote-02 soitti illalla" in page
    petri.get(page.html.select_one("a[href$='/dropping']")["href"])
    combined = petri.get(page.html.select_one("a[href^='/combinations/new']")["href"])
    assert "Kellonaika" in combined
    assert "Muistio" in combined


def test_put_aside_and_taken_up_again(petri, failing):
    said = put_aside(petri.get("/reviews")).follow()
    assert "siirretty sivuun" in said
    assert "ei toiminut" not in said

    next(one for one in said.forms.values() if "/again" in one.action).submit()

    assert "niistä 3 ei toiminut" in petri.get("/reviews")


def test_a_coordinator_sees_all_and_others_only_their_own(failing, signed_in):
    assert "niistä 3 ei toiminut" in signed_in("Leena Ahokas").get("/reviews")
    assert "niistä 3 ei toiminut" not in signed_in("Aino Koskela").get("/reviews")


def test_a_reader_with_a_made_up_form_puts_nothing_aside(failing, signed_in):
    jesse = signed_in("Jesse Lindqvist")
    token = next(
        one["csrf_token"].value
        for one in jesse.get("/sparring/new").forms.values()
        if "csrf_token" in one.fields
    )
    told = {"csrf_token": token, "kind": "fails", "practice": str(failing)}

    jesse.post("/reviews/aside", told, status=403)
    jesse.post("/reviews/aside", {**told, "kind": "sold"}, status=404)
