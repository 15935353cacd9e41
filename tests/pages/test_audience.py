"""Choosing who may read a practice: who would lose sight is told first, then all follows."""

import io

import pytest
from PIL import Image
from sqlalchemy import select
from webtest import Upload

from kb.document.audience.views import audience
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Role
from kb.practices.models import Practice
from kb.web.access import Access, access_of
from support import make

CANARY = "kultasiipi"
PRACTICE = "/practices/kultasiipi-ensin"
FILE = "kultasiipi.png"


@pytest.fixture
def petri(signed_in):
    """Petri, who holds a practice with a file and a comment, all with a word of their own."""
    browser = signed_in("Petri Saarela")
    practice = make.practice(f"{CANARY.title()} ensin", by=browser.person)
    make.document(practice, by=browser.person, action=f"Soitan: {CANARY}.")
    form = browser.get(f"{PRACTICE}/drafts/fi").forms["writing"]
    form["file"] = [Upload(FILE, png(), "image/png")]
    form["action"] = f"Soitan ensin: {CANARY}."
    form.action = f"{PRACTICE}/drafts/fi/publication"
    form.submit()
    form = browser.get(f"{PRACTICE}/comments").forms["comment"]
    form["text"] = f"Muista {CANARY}."
    form.submit()
    return browser


def png():
    kept = io.BytesIO()
    Image.new("RGB", (2, 2), "red").save(kept, "PNG")
    return kept.getvalue()


def name_readers(browser, *people):
    form = browser.get(PRACTICE).click("Kuka tätä saa lukea").forms["audience"]
    form["audience"] = "named" if people else "everyone"
    for box in form.fields.get("people", []):
        box.checked = box._value in {str(one.person.id) for one in people}  # noqa: SLF001
    return form.submit()


def sights(browser):
    """Return the status of every address at which the practice may be seen."""
    places = (
        PRACTICE,
        f"{PRACTICE}/comments",
        f"{PRACTICE}/files/{FILE}",
        f"{PRACTICE}/revisions",
    )
    return [browser.get(one, status="*").status_int for one in places]


def hears(browser):
    """Say in which lists and searches the word of the practice is met."""
    asked = ("/", "/practices", f"/search?q={CANARY}", f"/practices/completions?q={CANARY}")
    found = [browser.get(one) for one in (*asked, f"/search/suggestions?q={CANARY}")]
    for page in found:
        for box in page.html.select("input, [data-ticket]"):
            box.decompose()  # what was asked is said again, and says nothing
    return [
        page.html.find(string=lambda text: "ensin" in text) is not None for page in found[1:]
    ]


def test_who_is_not_named_loses_all_of_it_and_is_told_before(petri, signed_in):
    jesse, noora = signed_in("Jesse Lindqvist", Role.READER), signed_in("Noora Vainio")
    before = sights(noora)
    assert hears(noora) == [True] * 4

    told = name_readers(petri, jesse)
    assert "Noora Vainio" in told.html.select_one("#content .panel").get_text()
    assert "Jesse Lindqvist" not in told.html.select_one("#content .panel").get_text()
    assert sights(noora) == before
    told.forms["consequence"].submit().follow()

    assert sights(noora) == [404] * 4
    assert hears(noora) == [False] * 4
    assert sights(jesse) == sights(petri) == before
    assert hears(jesse) == [True] * 4


def test_it_is_opened_again_to_everybody(petri, signed_in):
    jesse, noora = signed_in("Jesse Lindqvist"), signed_in("Noora Vainio")
    before = sights(noora)
    name_readers(petri, jesse).forms["consequence"].submit()

    told = name_readers(petri)
    told.forms["consequence"].submit()

    assert "Se ei katoa keneltäkään näkyvistä." in told
    assert sights(noora) == before


def test_only_who_looks_after_it_and_coordinators_choose(petri, signed_in):
    noora, leena = signed_in("Noora Vainio"), signed_in("Leena Ahokas", Role.COORDINATOR)

    assert noora.get(f"{PRACTICE}/audience", status="*").status_int == 403
    assert "Kuka tätä saa lukea" not in noora.get(PRACTICE)
    name_readers(leena, noora).forms["consequence"].submit().follow()
    assert sights(petri)[0] == sights(noora)[0] == sights(leena)[0] == 200


def test_who_becomes_a_holder_later_reads_it_too(petri, signed_in):
    jesse, noora = signed_in("Jesse Lindqvist"), signed_in("Noora Vainio")
    name_readers(petri, jesse).forms["consequence"].submit()
    practice = session.scalars(select(Practice)).one()

    add_basis(noora.person, practice, basis=Basis.DECLARED)
    session.commit()

    assert sights(noora)[0] == 200


def test_a_file_of_the_house_is_anybodys_and_what_declared_nothing_nobodys():
    views = {"forgotten": quietly, "audience": audience}

    assert access_of(views, "static") is Access.ANYONE
    assert access_of(views, "audience") is Access.SIGNED_IN
    assert access_of(views, "forgotten") is None


def quietly():
    """Declare nothing."""
