"""One's own notes in the browser, and a canary that nobody else ever meets."""

import logging
from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import func, select
from werkzeug.routing import AnyConverter
from werkzeug.routing.converters import NumberConverter

from kb.config import NOTES_KEY
from kb.foundation.db import session
from kb.foundation.outbox import Outbox
from kb.search.models import Document
from kb.share.pairings.queries import pairings_of
from support import make

CANARY = "kanarialintu"
BESIDE = "lauloi satamassa"  # what one would look for, for a page repeats what was asked
NOTE = f"Hän epäröi, ja {CANARY} {BESIDE}."
EVERYBODY = (
    "Noora Vainio",
    "Jesse Lindqvist",
    "Aino Koskela",
    "Leena Ahokas",
    "Samuel Forsman",
)


@pytest.fixture
def pair(signed_in):
    """Petri and Noora, who have met once; their browsers."""
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    make.practice("Muistio heti", by=petri.person)
    make.talk(make.active_pair(petri.person, noora.person))
    return petri, noora


def page_of(browser):
    return f"/mentoring/pairings/{pairings_of(browser.person)[0].id}/notes"


def form_of(page, number):
    return next(one for one in page.forms.values() if f"note_{number}" in one.fields)


def write(browser, words=NOTE, number=0, **expected):
    form = form_of(browser.get(page_of(browser)), number)
    form[f"note_{number}"] = words
    return form.submit(**expected)


def test_a_note_is_written_read_and_emptied(pair):
    petri, noora = pair

    page = write(petri, number=1).follow()

    assert "Talteen vain sinua varten" in page
    assert form_of(page, 1)["note_1"].value == NOTE
    assert form_of(page, 0)["note_0"].value == ""
    assert NOTE not in noora.get(page_of(noora))
    assert "Muistiinpanoa ei enää ole" in write(petri, "", number=1).follow()


def test_the_pair_leads_to_each_ones_own_notes_and_the_coordinator_to_none(pair, signed_in):
    petri, noora = pair
    leena, aino = signed_in("Leena Ahokas"), signed_in("Aino Koskela")
    pairing = page_of(petri).removesuffix("/notes")

    for browser in (petri, noora):
        page = browser.get(pairing)
        assert page.click("Avaa muistiinpanoni").status_int == 200
        assert page.click("Oma muistiinpanoni").status_int == 200
    assert page_of(petri) not in leena.get(pairing)
    leena.get(page_of(petri), status=403)
    aino.get(page_of(petri), status=404)


def test_too_long_a_note_comes_back_as_it_was_typed(pair):
    petri, _ = pair

    refused = write(petri, "a" * 4001, number=1, status=422)

    assert "4000" in refused.text.replace("\xa0", "")
    assert form_of(refused, 1)["note_1"].value == "a" * 4001
    assert form_of(refused, 0)["note_0"].value == ""


def test_the_second_tab_shows_both_texts_and_then_keeps_what_is_sent(pair):
    petri, _ = pair
    second = form_of(petri.get(page_of(petri)), 0)
    write(petri)
    second["note_0"] = "Toisesta välilehdestä"

    refused = second.submit(status=409)

    assert NOTE in refused
    again = form_of(refused, 0)
    assert again["note_0"].value == "Toisesta välilehdestä"
    again["note_0"] = f"{NOTE} Ja toisesta."
    assert form_of(again.submit(status=302).follow(), 0)["note_0"].value.endswith("toisesta.")


@pytest.mark.parametrize("key", ["", "another key of forty characters long...."])
def test_without_the_right_key_the_page_says_so_and_nothing_is_written_over(pair, key):
    petri, noora = pair
    write(petri)
    open_page = petri.get(page_of(petri))
    settings = petri.app.extensions["settings"]

    petri.app.extensions["settings"] = replace(settings, notes_key=key)
    closed = petri.get(page_of(petri))
    form = form_of(open_page, 0)
    form["note_0"] = "Uutta"
    refused = form.submit(status=422)

    assert "pysyvät suljettuina" in closed
    assert NOTE not in closed
    assert form_of(refused, 0)["note_0"].value == "Uutta"
    assert petri.get("/mentoring").status_int == 200
    noora.person.language = "en"
    assert "stay closed" in noora.get(page_of(noora))
    petri.app.extensions["settings"] = settings
    assert NOTE in petri.get(page_of(petri))


def addresses(app):
    """Return an address of every page there is, with each number and name that may lead in."""
    for rule in app.url_map.iter_rules():
        if "GET" not in rule.methods or rule.endpoint == "static":
            continue
        choices = {name: values_of(one) for name, one in rule._converters.items()}  # noqa: SLF001
        for values in product(*choices.values()):
            given = dict(zip(choices, values, strict=True))
            yield app.url_map.bind("localhost").build(rule.endpoint, given)


def values_of(converter):
    if isinstance(converter, AnyConverter):
        return converter.items
    return (1, 2) if isinstance(converter, NumberConverter) else ("muistio-heti", "fi", "x")


def met_by(browser):
    """Return every address on which this person meets the canary, also looking for it."""
    found, answered = [], 0
    for address in addresses(browser.app):
        answer = browser.get(f"{address}?q={BESIDE}", status="*")
        answered += answer.status_int == 200
        if CANARY.encode() in answer.body or CANARY in str(answer.headers):
            found.append(address)
    assert answered > 40
    return found


@pytest.fixture
def kept(pair, caplog):
    """Let Petri write the canary while everything logs; nothing is left to do of it."""
    caplog.set_level(logging.DEBUG)
    petri, _ = pair
    documents = session.scalar(select(func.count(Document.id)))
    rows = session.scalar(select(func.count(Outbox.id)))
    write(petri)
    write(petri, NOTE, number=1)
    write(petri, f"{NOTE} Ja vielä.", number=1)
    assert session.scalar(select(func.count(Document.id))) == documents
    assert session.scalar(select(func.count(Outbox.id))) == rows
    return petri


@pytest.mark.parametrize("name", EVERYBODY)
def test_nobody_else_meets_the_canary_on_any_page(kept, signed_in, name):
    other = signed_in(name)

    assert met_by(other) == []


def test_its_author_meets_it_on_their_own_page_alone(kept):
    assert set(met_by(kept)) == {page_of(kept)}


def test_no_byte_of_the_house_tells_it(kept, caplog):
    folder = kept.app.extensions["settings"].data_dir
    session.commit()

    told = [
        file.name
        for file in folder.rglob("*")
        if file.is_file() and CANARY.encode() in file.read_bytes()
    ]

    assert (folder / "kb.sqlite").stat().st_size > 0
    assert told == []
    assert CANARY not in caplog.text
    practice = make.practice(CANARY, by=kept.person)  # the control: what is open does tell
    assert practice
    session.commit()
    assert any(CANARY.encode() in file.read_bytes() for file in folder.glob("kb.sqlite*"))


def test_the_key_lies_where_one_constant_says(app):
    assert app.extensions["settings"].notes_key_file.name == NOTES_KEY
