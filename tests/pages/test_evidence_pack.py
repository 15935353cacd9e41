"""The evidence pack is the coordinators', and tells an auditor what any reader may see."""

import csv
import io
import re
import zipfile

import pytest
from sqlalchemy import select

from kb.cycle.evidence_pack.clauses import CLAUSES
from kb.document.dropping.actions import drop_practice
from kb.document.dropping.forms import Farewell
from kb.document.flaws.models import Flaw
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.foundation.db import session
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality
from kb.practices.models import Audience, Practice
from kb.share.events.models import EventState
from kb.share.pairings.states import Outcome
from support import make
from support.together import held

CANARY = "kanarialintu"
LEENA, PETRI = "Leena Ahokas", "Petri Saarela"


def pack(browser):
    body = browser.get("/evidence-pack/archive").body
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        return {name: archive.read(name).decode("utf-8-sig") for name in archive.namelist()}


def rows(told, name):
    return list(csv.reader(io.StringIO(told[name])))


def published(title, *, by, **otherwise):
    found = make.practice(title, by=by, **otherwise)
    make.document(found, by=by)
    return found


@pytest.mark.parametrize("name", [PETRI, "Jesse Lindqvist", "Samuel Forsman"])
def test_it_is_for_coordinators_alone(signed_in, name):
    browser = signed_in(name)

    browser.get("/evidence-pack", status=403)
    browser.get("/evidence-pack/archive", status=403)
    assert "evidence-pack" not in browser.get("/takeout")


def test_every_clause_leads_to_files_that_are_there(signed_in):
    told = pack(signed_in(LEENA, language="en"))
    index = told["index.html"]

    assert all(f"<h3>{one.number} " in index for one in CLAUSES)
    led = set(re.findall(r'href="([^"]+)"', index))
    assert led == set(told) - {"index.html"}
    assert "It is no certificate." in index


def test_the_index_speaks_its_readers_language(signed_in):
    index = pack(signed_in(LEENA))["index.html"]

    assert '<html lang="fi">' in index
    assert "Tämä ei ole todistus." in index
    assert "10.2 Jatkuva parantaminen" in index


def test_what_was_done_stands_in_the_sheets(signed_in):
    petri, leena = signed_in(PETRI), signed_in(LEENA)
    soita = published("Soita ensin", by=petri.person, areas=["quality"])
    published("Kirjoita", by=petri.person)
    value_practice(soita, Criticality.CRITICAL, by=leena.person)
    farewell = Farewell("Ei enää.", "Kirjoita")
    drop_practice(published("Vanha", by=petri.person), farewell, by=petri.person)
    session.add(Flaw(practice=soita, by=leena.person, text=CANARY, language="fi"))

    told = pack(leena)

    found = {row[0]: row for row in rows(told, "practices.csv")}
    assert found["Soita ensin"][1:3] == ["Näkyväksi tehty", "Vahvistamaton"]
    assert found["Soita ensin"][7] == "Laatu"
    assert rows(told, "valuations.csv")[1][:2] == ["Soita ensin", "Kriittinen"]
    assert rows(told, "given_up.csv")[1][2:] == ["Ei enää.", "Kirjoita"]
    assert rows(told, "flaws.csv")[1][0] == "Soita ensin"
    assert len(rows(told, "versions.csv")) == 1 + 3
    assert rows(told, "figure-stages.csv")


def test_no_cell_is_a_formula(signed_in):
    petri = signed_in(PETRI)
    published("=1+1", by=petri.person)
    make.term("@SUM(A1)")

    told = pack(signed_in(LEENA))

    assert ["'=1+1"] in [row[:1] for row in rows(told, "practices.csv")]
    assert ["'@SUM(A1)"] in [row[:1] for row in rows(told, "glossary.csv")]


def test_the_canary_sings_only_where_every_reader_may_hear_it(signed_in):
    petri, leena = signed_in(PETRI), signed_in(LEENA)
    jesse = signed_in("Jesse Lindqvist")
    published(CANARY, by=petri.person)
    assert CANARY in str(pack(leena))

    hide(petri.person, leena.person, jesse.person)

    assert CANARY not in str(pack(leena))
    assert "Lindqvist" not in str(pack(leena))


def hide(petri, leena, jesse):
    """Let the word stand in everything that is not for every reader."""
    hidden = session.scalars(select(Practice).where(Practice.title == CANARY)).one()
    hidden.audience = Audience.NAMED
    secret = published(f"{CANARY} kahdelle", by=leena)
    secret.audience = Audience.NAMED
    value_practice(secret, Criticality.CRITICAL, by=leena)
    begun = make.practice(f"{CANARY} alussa", by=petri)
    begun.opened_at = None
    save_draft(begun, "fi", Wording.parse({"title": CANARY, "action": CANARY}), by=petri)
    farewell = Farewell("Ei enää.", secret.title)
    drop_practice(published("Vanha", by=leena), farewell, by=leena)
    make.need(f"Kuka on {CANARY}?", by=jesse)
    make.question(CANARY, of=petri, by=jesse)
    make.note(f"Mitä {CANARY} sanoo?", by=petri)
    make.active_pair(petri, leena).goal = CANARY
    make.search(CANARY, 0)


@pytest.mark.parametrize(("people", "outcome"), [(4, ""), (5, "Tavoite saavutettiin")])
def test_what_came_of_an_event_is_told_of_five_people_or_more(signed_in, people, outcome):
    leena = signed_in(LEENA)
    names = ("Aino Koskela", "Noora Vainio", "Petri Saarela", "Marjatta Hietala")
    there = [leena.person, *(make.person(name) for name in names)][:people]
    first, *others = there
    event = held(make.practice("Soita", by=first), by=first, others=others)
    event.state, event.outcome = EventState.JUDGED, Outcome.MET

    (row,) = rows(pack(leena), "events.csv")[1:]

    assert row[4:] == ([str(people), outcome] if outcome else ["", ""])
