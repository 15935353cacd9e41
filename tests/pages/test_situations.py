"""Situations to decide: written, agreed to, decided on the learner's own page."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.internalise.situations.models import Recall, Situation
from kb.practices.models import Practice
from support import make

MINE = "Kirjoittaisin vielä kerran, koska en halua häiritä."


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.fixture
def noora(signed_in):
    return signed_in("Noora Vainio")


@pytest.fixture
def address(petri):
    practice = make.practice(by=petri.person)
    make.document(practice, by=petri.person)
    return f"/practices/{quote(practice.slug)}"


def practice():
    return session.scalars(select(Practice)).one()


def situation():
    return session.scalars(select(Situation)).one()


def form_to(answer, end):
    return next(form for form in answer.forms.values() if form.action.endswith(end))


def told(browser, address):
    """Fill in the page's own form and send it."""
    form = form_to(browser.get(f"{address}/situations/new"), "/situations")
    form["telling"] = "Energia-07 ei ole vastannut kolmeen viestiin."
    form["question"], form["reasoning"] = (
        "Mitä teet?",
        "Soitan, koska viesti on helppo ohittaa.",
    )
    return form.submit(status=302).follow()


def wished(address, browser):
    form_to(browser.get(f"{address}/situations"), "/rehearsal").submit(status=302)


def test_the_practices_page_leads_to_its_situations(petri, address):
    assert f"{address}/situations" in petri.get(address)


def test_one_decides_first_and_then_reads_the_reasoning(petri, noora, address):
    told(petri, address)
    wished(address, noora)
    page = noora.get("/").click("Ratkaise", href=f"/situations/{situation().id}$")
    assert "Soitan, koska" not in page

    form = form_to(page, "/reasoning")
    form["answer"] = MINE
    shown = form.submit(status=200)
    assert "Soitan, koska" in shown
    assert MINE in shown
    said = form_to(shown, "/grade").submit("grade", value="alike", status=302).follow()

    assert "Tilanne palaa" in said
    assert "Riittää tältä päivältä" in said
    assert "Mitä teet?" not in noora.get("/")


def test_ones_own_words_are_kept_nowhere(petri, noora, address):
    told(petri, address)
    wished(address, noora)
    form = form_to(noora.get(f"/situations/{situation().id}"), "/reasoning")
    form["answer"] = MINE
    form_to(form.submit(), "/grade").submit("grade", value="unsure", status=302)

    session.commit()
    dump = "\n".join(session.connection().connection.driver_connection.iterdump())

    assert "Energia-07" in dump
    assert MINE not in dump


def test_no_reasoning_without_words_of_ones_own(petri, noora, address):
    told(petri, address)
    wished(address, noora)

    refused = form_to(noora.get(f"/situations/{situation().id}"), "/reasoning").submit(
        status=422
    )

    assert "Soitan, koska" not in refused
    assert "Kirjoita ensin, mitä itse tekisit" in refused


def test_another_day_is_free(petri, noora, address):
    told(petri, address)
    wished(address, noora)

    page = noora.get(f"/situations/{situation().id}")
    form_to(page, "/postponement").submit(status=302)

    assert "Mitä teet?" not in noora.get("/")
    assert session.scalars(select(Recall)).one().answered_on is None


def test_a_page_left_open_grades_nothing_twice(petri, noora, address):
    told(petri, address)
    wished(address, noora)
    form = form_to(noora.get(f"/situations/{situation().id}"), "/reasoning")
    form["answer"] = MINE
    shown = form.submit()
    form_to(shown, "/grade").submit("grade", value="alike", status=302)

    form_to(shown, "/grade").submit("grade", value="otherwise", status=404)
    form.submit(status=404)


def test_the_holder_reads_and_agrees_on_their_own_page(petri, noora, signed_in, address):
    told(noora, address)
    aino = signed_in("Aino Koskela")
    assert "/rehearsal" not in aino.get(f"{address}/situations")

    page = petri.get("/").click("Lue ja päätä", href=f"/situations/{situation().id}/edit$")
    form_to(page, "/agreement").submit(status=302)
    wished(address, aino)

    assert "Mitä teet?" in aino.get("/")
    assert "Mitä teet?" not in petri.get("/")


def test_what_is_left_out_is_asked_for_with_what_was_typed(petri, address):
    form = form_to(petri.get(f"{address}/situations/new"), "/situations")
    form["telling"] = "Energia-07 ei vastaa."

    refused = form.submit(status=422)

    assert form_to(refused, "/situations")["telling"].value == "Energia-07 ei vastaa."
    assert "Kerro, miten päättelet." in refused


def test_a_retired_one_is_taken_back(petri, noora, address):
    told(petri, address)
    wished(address, noora)
    page = petri.get(f"/situations/{situation().id}/edit")

    said = form_to(page, "/retirement").submit(status=302).follow()
    assert "Mitä teet?" not in noora.get("/")
    form_to(said, "/restoration").submit(status=302)

    assert "Mitä teet?" in noora.get("/")


def test_who_stops_is_asked_no_more(petri, noora, address):
    told(petri, address)
    wished(address, noora)

    form_to(noora.get("/situations"), "/rehearsal/removal").submit(status=302)

    assert "Mitä teet?" not in noora.get("/")
    assert "Sinulta ei kysytä mitään" in noora.get("/situations")


def test_nobody_sees_who_rehearses(petri, noora, signed_in, address):
    told(petri, address)
    leena, number = signed_in("Leena Ahokas"), noora.person.id
    pages = ("/", address, f"{address}/situations", f"/people/{number}", "/situations")
    before = [words(browser, page) for browser in (petri, leena) for page in pages]

    wished(address, noora)
    form = form_to(noora.get(f"/situations/{situation().id}"), "/reasoning")
    form["answer"] = MINE
    form_to(form.submit(), "/grade").submit("grade", value="otherwise", status=302)

    assert [words(browser, page) for browser in (petri, leena) for page in pages] == before


def words(browser, page):
    return browser.get(page).html.main.get_text()


def test_a_reader_who_cannot_writes_none(signed_in, petri, address):
    jesse = signed_in("Jesse Lindqvist")
    told(petri, address)

    assert "/situations/new" not in jesse.get(f"{address}/situations")
    jesse.get(f"/situations/{situation().id}/edit", status=404)
    form = form_to(jesse.get(f"{address}/situations/new"), "/situations")
    form["telling"], form["question"], form["reasoning"] = "A", "B", "C"
    form.submit(status=403)


def test_what_one_may_not_see_is_not_there(petri, noora, address):
    told(petri, address)
    wished(address, noora)
    practice().opened_at = None

    assert "Mitä teet?" not in noora.get("/")
    noora.get(f"/situations/{situation().id}", status=404)
    noora.get(f"{address}/situations", status=404)
