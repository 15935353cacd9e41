"""A plan made from a practice's page, and an explaining that the two tell of."""

from datetime import timedelta

import pytest

from kb.foundation import clock
from kb.internalise.plans.queries import open_plans_of, teach_back_ahead
from kb.notices.plans import ask_of_plans
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def jesse(signed_in):
    return signed_in("Jesse Lindqvist")


@pytest.fixture
def address(petri):
    practice = make.practice("Kellonaika", by=petri.person)
    make.document(practice, by=petri.person)
    return f"/practices/{practice.slug}"


def planned(browser, address, **fields):
    form = browser.get(address).click("Suunnittele kokeilu").forms["plan"]
    for name, value in {"when": "Sote-05 on hiljaa", "then": "soitan", **fields}.items():
        form[name] = value
    return form.submit(status="*")


def test_a_plan_is_made_from_the_practices_page(jesse, address):
    said = planned(jesse, address, means="covering").follow()

    assert "Suunnitelma on tallessa" in said
    assert "Kun Sote-05 on hiljaa, niin soitan." in jesse.get("/")
    again = jesse.get(f"{address}/plans/new").follow().forms["plan"]
    assert (again["then"].value, again["means"].value) == ("soitan", "covering")


def test_talk_is_not_among_the_means(jesse, address):
    page = jesse.get(f"{address}/plans/new")

    assert "Sijaisuuden hoitaminen" in page
    assert "Mentorointi</option>" not in page


def test_a_refused_plan_keeps_what_was_typed(jesse, address):
    answer = planned(jesse, address, when="", then="soitan", means="covering")

    assert answer.status_code == 422
    assert "missä tilanteessa kokeilet, tai valitse päivä" in answer
    form = answer.forms["plan"]
    assert (form["then"].value, form["means"].value) == ("soitan", "covering")


def test_its_holder_is_offered_no_plan(petri, address):
    assert "/plans/new" not in petri.get(address)


def test_a_day_gone_by_asks_on_the_plans_own_page(jesse, address):
    planned(jesse, address, due_on=clock.today().isoformat())
    plan = open_plans_of(jesse.person)[0]
    number, plan.due_on = plan.id, plan.due_on - timedelta(days=1)
    ask_of_plans()

    page = jesse.get("/")
    assert "Asettamasi päivä on mennyt. Kokeilitko?" in page
    assert "on mennyt. Kokeilitko?" in jesse.get(f"/plans/{number}")


def test_the_listener_hears_of_it_and_both_tell(petri, jesse, address):
    planned(jesse, address, teach_back=str(petri.person.id))
    assert "Sinulle aiotaan selittää tämä omin sanoin" in petri.get("/notices")
    number = teach_back_ahead(open_plans_of(jesse.person)[0]).id

    for browser in (jesse, petri):
        page = browser.get(f"/teach-backs/{number}")
        assert "Sote-05" not in page
        form = page.forms["retelling"]
        assert form.submit(status=422).forms["retelling"]["missed"].value == ""
        form["missed"] = f"Perustelu puuttui, sanoo {browser.name}."
        said = form.submit().follow()

    assert "sanoo Petri Saarela" in said
    assert "sanoo Jesse Lindqvist" in said


def test_others_see_nothing_of_an_explaining(petri, jesse, address, signed_in):
    planned(jesse, address, teach_back=str(petri.person.id))
    number = teach_back_ahead(open_plans_of(jesse.person)[0]).id

    signed_in("Leena Ahokas").get(f"/teach-backs/{number}", status=404)
