"""Taking a practice into use, hiding, taking back, giving up; in the pages' own forms."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.internalise.adoptions.models import Adoption
from kb.practices.models import Practice
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def jesse(signed_in):
    return signed_in("Jesse Lindqvist")


@pytest.fixture
def address(petri):
    made = make.practice(by=petri.person)
    made.ref = "P13"
    return f"/practices/{quote(made.slug)}"


def practice():
    return session.scalars(select(Practice).where(Practice.ref == "P13")).one()


def form_to(answer, end):
    return next(form for form in answer.forms.values() if form.action.endswith(end))


def told(browser, address, **typed):
    form = form_to(browser.get(address).click("Otin käyttöön"), "/adoptions")
    for name, value in {"story": "Asiakas soitti takaisin.", **typed}.items():
        form[name] = value
    return form.submit(status=302).follow()


def test_a_story_of_use_stands_on_the_practice_by_name(petri, jesse, address):
    page = told(jesse, address, customer="Energia-07")
    assert "Käytät tätä" in page

    part = petri.get(f"{address}/use", headers={"HX-Request": "true"})

    assert "Asiakas soitti takaisin." in part
    assert "Energia-07" in part
    assert "Jesse Lindqvist" in part
    assert "<html" not in part


def test_a_customers_name_is_refused_and_what_was_typed_stays(jesse, address):
    form = form_to(jesse.get(f"{address}/adoptions/new"), "/adoptions")
    form["story"], form["customer"] = "Asiakas soitti takaisin.", "Voima Oy"

    answer = form.submit(status=422)

    assert "Asiakas soitti takaisin." in answer
    assert "Energia-07" in answer


def test_who_hides_is_not_named_and_shows_again(petri, jesse, address):
    told(jesse, address)

    form_to(jesse.get(f"{address}/use"), "/name/removal").submit(status=302)
    assert "Jesse Lindqvist" not in petri.get(f"{address}/use")

    form_to(jesse.get(f"{address}/use"), "/name").submit(status=302)
    assert "Jesse Lindqvist" in petri.get(f"{address}/use")


def test_it_is_taken_back_at_once(jesse, address):
    page = told(jesse, address)

    form_to(page, "/removal").submit(status=302)

    assert session.scalar(select(Adoption)) is None


def test_giving_up_wants_a_reason_that_others_read(petri, jesse, address):
    told(jesse, address)
    form = form_to(jesse.get(address).click("Luovuin tästä"), "/giving-up")
    assert "Kerro, miksi luovuit" in form.submit(status=422)

    form["reason"] = "Asiakkaan järjestelmä hoitaa tämän."
    form.submit(status=302)

    assert "Asiakkaan järjestelmä hoitaa tämän." in petri.get(f"{address}/use")
    assert "Otin käyttöön" in jesse.get(address)


def test_a_holder_is_offered_none_of_it(petri, address):
    assert "Otin käyttöön" not in petri.get(address)


def test_nobody_touches_anothers(petri, jesse, address):
    told(jesse, address)
    number = session.scalar(select(Adoption.id))
    token = petri.get("/").html.find("input", {"name": "csrf_token"})["value"]

    for deed in ("removal", "name", "name/removal"):
        petri.post(f"/adoptions/{number}/{deed}", {"csrf_token": token}, status=404)


def test_what_one_may_not_see_has_no_use_to_see(signed_in, address):
    practice().opened_at = None
    aino = signed_in("Aino Koskela")

    for page in ("use", "adoptions/new", "giving-up", "attestations/new"):
        aino.get(f"{address}/{page}", status=404)


def test_what_is_stored_of_it_is_told_in_each_readers_language(jesse, signed_in):
    noora = signed_in("Noora Vainio", language="en")

    for browser, said in ((jesse, "Mitä otit käyttöön"), (noora, "What you took into use")):
        assert said in browser.get("/stored")
