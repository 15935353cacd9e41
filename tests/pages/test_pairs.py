"""All pairs by facts, what has been tried, and the question each of a pair is asked alone."""

import pytest

from kb.practices.queries import practice_by_slug
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.forms import Task
from kb.share.pairings.queries import pairings_of
from support import make

GOAL = "Noora herättää hiljaisen asiakkaan yksin"
WORD = "Emme löydä yhteistä aikaa."


@pytest.fixture
def pair(signed_in):
    """Petri and Noora, who met once, long ago, and agreed on nothing; and their page."""
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    pairing = make.active_pair(petri.person, noora.person)
    record_session(pairing, make.meeting(days_ago=50), by=petri.person)
    return petri, noora, f"/mentoring/pairings/{pairing.id}"


@pytest.mark.parametrize(
    ("language", "heading", "quiet"),
    [("fi", "Kaikki parit", "Hiljentynyt"), ("en", "All pairs", "Gone quiet")],
)
def test_a_coordinator_sees_all_pairs_by_facts(pair, signed_in, language, heading, quiet):
    leena = signed_in("Leena Ahokas", language=language)

    page = leena.get("/mentoring").click(heading, index=0)

    assert heading in page.html.h1
    assert GOAL in page
    assert quiet in page.html.find(class_="flags").text
    form = limits(page)
    form["fact"] = "quiet"
    assert GOAL in form.submit()
    form["state"] = "completed"
    assert GOAL not in form.submit()


def limits(page):
    return next(one for one in page.forms.values() if "fact" in one.fields)


def test_nobody_else_sees_all_pairs(pair, signed_in):
    for browser in (*pair[:2], signed_in("Samuel Forsman")):
        browser.get("/mentoring/all", status=403)
        assert "/mentoring/all" not in browser.get("/mentoring")


def test_without_pairs_the_list_teaches_and_a_limit_that_finds_none_is_taken_away(signed_in):
    leena = signed_in("Leena Ahokas")

    assert "Ehdota paria" in leena.get("/mentoring/all")
    none = leena.get("/mentoring/all?fact=quiet")
    assert "Tällaista paria ei ole" in none
    assert none.click("Näytä kaikki", index=0).request.path == "/mentoring/all"


def answer(browser, page, fit="not", words=WORD, **expected):
    form = browser.get(page).forms["fit-form"]
    form["fit"], form["fit_words"] = fit, words
    return form.submit(**expected)


def test_each_is_asked_on_their_own_page_and_answers_on_the_pairs(pair, signed_in):
    petri, noora, page = pair
    assert "Toimiiko tämä pari?" in petri.get("/")

    assert (
        "Vastauksesi lukevat vain ohjelman omistajat"
        in answer(petri, page, status=302).follow()
    )

    assert "Toimiiko tämä pari?" not in petri.get("/")
    assert "Toimiiko tämä pari?" in noora.get("/")
    assert WORD in petri.get(page)
    for address in ("/", page, "/mentoring"):
        assert WORD not in noora.get(address)
        assert "Pari ei toimi" not in noora.get(address)
    leena = signed_in("Leena Ahokas")
    assert WORD in leena.get(page)
    assert "Pari ei toimi" in leena.get("/mentoring/all?fact=does_not_fit")
    assert "Tietoa ei ole vielä tarpeeksi" in leena.get("/mentoring/all")


def test_an_answer_that_chose_nothing_comes_back_with_its_word(pair):
    petri, _, page = pair
    form = petri.get(page).forms["fit-form"]
    form["fit_words"] = WORD

    refused = form.submit(status=422)

    assert "Valitse, toimiiko pari" in refused
    assert refused.forms["fit-form"]["fit_words"].value == WORD


def test_what_has_been_tried_is_loaded_into_the_pairs_page(pair):
    petri, noora, page = pair
    practice = make.practice(by=petri.person)
    slug = practice.slug
    task = Task(practice.id, "", "soitan")
    (pairing,) = pairings_of(petri.person)
    for days in (20, 8):
        met = make.meeting(practice, task=task, days_ago=days)
        record_session(pairing, met, by=petri.person)

    for shown in (petri.get(page), petri.get("/mentoring")):
        part = noora.get(shown.html.find(attrs={"hx-trigger": "load"})["hx-get"])
        assert "kokeiluja ei ole" in part
        assert "sopikaa, mitä mentoroitava kokeilee" in part

    make.trial(practice_by_slug(slug, seen_by=noora.person), by=noora.person, days_ago=0)
    assert "kokeiluja ei ole" not in noora.get(f"{page}/doing")
    assert "Tästä ei puutu mitään" in noora.get(f"{page}/doing")
    bare = noora.get(f"{page}/doing", headers={"HX-Request": "true"})
    assert bare.text.strip() == ""
