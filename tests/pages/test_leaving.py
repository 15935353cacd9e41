"""Leaving through the pages' own forms: the day, the plans, and what is left behind."""

from datetime import timedelta

import pytest

from kb.cli.working import work
from kb.foundation import clock
from kb.foundation.db import begin_reading, session
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.practices.models import Practice
from support import make

TITLE = "Irtisanomisen haistaminen"
SLUG = "irtisanomisen-haistaminen"
PURPOSE = "Jotta Jesse ehtii kulkea rinnallasi."


def ahead(days):
    return (clock.today() + timedelta(days=days)).isoformat()


def set_day(browser, number, days=30, **said):
    form = browser.get(f"/people/{number}/last-day").forms["last-day"]
    for name, value in {"day": ahead(days), **said}.items():
        form[name] = value
    return form


def post_named(page, part):
    return next(form for form in page.forms.values() if form.action.endswith(part))


@pytest.fixture
def marjatta(signed_in):
    browser = signed_in("Marjatta Hietala")
    make.practice(TITLE, by=browser.person)
    return browser


@pytest.fixture
def number(marjatta):
    return marjatta.person.id


def test_the_coordinator_sets_it_with_a_purpose_that_the_person_reads(
    signed_in, marjatta, number
):
    leena = signed_in("Leena Ahokas")
    form = set_day(leena, number)
    assert "Anna viimeinen työpäivä." in set_day(leena, number, day="").submit(status=422)
    assert "Kerro, mihin päivää tarvitaan." in form.submit(status=422)
    form["purpose"] = PURPOSE

    page = form.submit().follow()

    assert "Siirrettävä osaaminen: Marjatta Hietala" in page
    mine = marjatta.get("/").click("Mitä minulta siirtyy eteenpäin")
    assert PURPOSE in mine
    assert "Leena Ahokas" in mine
    assert "30 päivää viimeiseen työpäivään" in mine.html.select_one(".countdown").get_text(
        " ", strip=True
    )


def test_others_see_nothing_of_it(signed_in, marjatta, number):
    leena = signed_in("Leena Ahokas")
    form = set_day(leena, number, days=77, purpose=PURPOSE)
    form.submit()
    day = form["day"].value

    for name in ("Petri Saarela", "Samuel Forsman", "Jesse Lindqvist"):
        other = signed_in(name)
        for page in ("last-day", "leaving", f"handovers/{SLUG}"):
            other.get(f"/people/{number}/{page}", status=404)
        other.get("/leaving", status=403)
        person = other.get(f"/people/{number}")
        assert "viimeinen työpäivä" not in person.text.lower()
        for path in ("/", "/people", "/my-knowledge", "/competence", f"/practices/{SLUG}"):
            page = other.get(path)
            assert PURPOSE not in page
            assert day not in page
            assert "Lähtee" not in page


def test_who_shares_what_somebody_leaves_is_not_told_when(signed_in, marjatta, number):
    petri = signed_in("Petri Saarela")
    practice = session.query(Practice).one()
    add_basis(petri.person, practice, basis=Basis.DECLARED)
    hide_carrier(practice, by=petri.person)
    set_day(marjatta, number).submit()

    page = petri.get("/my-knowledge")

    assert TITLE in page
    assert "Lähtee" not in page


def test_a_practice_is_planned_done_and_planned_anew(marjatta, number):
    set_day(marjatta, number).submit()
    page = marjatta.get(f"/people/{number}/leaving")
    form = page.click("Suunnittele siirtäminen").forms["handover"]
    refused = form.submit(status=422)
    assert "Anna päivä, johon mennessä se on tehty." in refused
    form["means"], form["due_on"] = "master_apprentice", ahead(20)
    page = form.submit().follow()
    assert "Mestari–kisälli-malli" in page

    page = post_named(page, "/completion").submit().follow()
    assert "tehty" in page.html.select_one(".planned").get_text()
    page = post_named(page, "/completion/removal").submit().follow()
    form = page.click("Muuta suunnitelmaa").forms["handover"]
    assert form["means"].value == "master_apprentice"
    form["due_on"] = ahead(31)
    assert "viimeisen työpäivän jälkeen" in form.submit(status=422)
    dropped = post_named(marjatta.get(form.action), "/removal").submit().follow()

    assert dropped.html.select_one(".planned") is None


def test_a_day_is_taken_back_with_its_plans(marjatta, number):
    set_day(marjatta, number).submit()

    page = post_named(marjatta.get(f"/people/{number}/last-day"), "/removal").submit().follow()

    assert "on poistettu" in page
    assert marjatta.get("/").html.select_one(".countdown") is None


def test_after_the_day_the_worker_forgets_it_and_the_practice_asks_for_an_owner(
    app, signed_in, marjatta, number
):
    leena, petri = signed_in("Leena Ahokas"), signed_in("Petri Saarela")
    set_day(leena, number, days=1, purpose=PURPOSE).submit()
    assert TITLE not in section(leena.get("/leaving"), "orphaned")

    begin_reading()
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert app.test_cli_runner().invoke(work, ["--once"]).exit_code == 0

    left = session.get(Person, number, populate_existing=True)
    assert (left.last_working_day, left.is_here) == (None, False)
    page = leena.get("/leaving")
    assert TITLE in section(page, "orphaned")
    assert "Marjatta Hietala" not in section(page, "leavers")
    orphan = petri.get(f"/practices/{SLUG}")
    assert "Pyytää uutta osaajaa" in orphan
    taken = post_named(orphan, "/holders").submit().follow()
    assert "Pyytää uutta osaajaa" not in taken
    assert TITLE not in section(leena.get("/leaving"), "orphaned")


def section(page, ident):
    return page.html.select_one(f"#{ident}").find_parent("section").get_text(" ", strip=True)
