"""Who waited in line too long is told so, and what they sent is not lost."""

import pytest
from sqlalchemy import func, select

from kb.foundation.db import session
from kb.socialise.sparring.models import SparringNote
from kb.web.line import having_waited
from kb.web.waiting import READING, WRITING

WORDS = 'Soitin ensin "varmuuden" vuoksi & sanoin: <b>älä</b>.\r\nSitten kirjoitin.'
ALONE = 0.0
HERE = {"REMOTE_ADDR": "127.0.0.1"}


@pytest.fixture
def line(client):
    """Return ``line(seconds)``: from now on everybody has waited so long."""
    answered, waited = client.app.wsgi_app, [ALONE]

    def late(environ, start):
        with having_waited(waited[0]):
            return answered(environ, start)

    client.app.wsgi_app = late
    return lambda seconds: waited.__setitem__(0, seconds)


def kept():
    session.rollback()
    return session.scalar(select(func.count()).select_from(SparringNote))


def test_who_reads_is_asked_to_come_again_in_their_language(line, signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas", language="en")
    line(READING + 0.1)

    finnish = petri.get("/sparring", headers={"Accept-Language": "fi"}, status=503)
    english = leena.get("/sparring", headers={"Accept-Language": "en"}, status=503)

    assert "Moni pyytää juuri nyt jotakin" in finnish
    assert "Many ask for something just now" in english
    assert (finnish.html.html["lang"], english.html.html["lang"]) == ("fi", "en")
    assert (finnish.headers["Retry-After"], finnish.headers["Cache-Control"]) == (
        "5",
        "no-store",
    )


def test_who_waited_a_moment_is_answered(line, signed_in):
    petri = signed_in("Petri Saarela")
    line(READING)

    petri.get("/sparring", status=200)


def test_a_save_is_answered_while_readers_are_turned_away(line, signed_in):
    petri = signed_in("Petri Saarela")
    typed = filled(petri)
    line(READING + 0.1)

    typed.submit(status=302)

    assert kept() == 1


def test_a_save_that_is_turned_away_is_sent_again_as_it_was(line, signed_in):
    petri = signed_in("Petri Saarela")
    typed = filled(petri)
    line(WRITING + 0.1)
    refused = typed.submit(status=503)
    refused = refused.forms["again"].submit(status=503)
    before = kept()
    line(ALONE)

    refused.forms["again"].submit(status=302)

    assert (before, kept()) == (0, 1)
    assert session.scalar(select(SparringNote.advice)).splitlines() == WORDS.splitlines()


def test_a_password_is_not_given_back(line, client):
    form = client.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = "petri.saarela@kisalli.example", "ei kenenkään muun"
    line(WRITING + 0.1)

    refused = form.submit(status=503)

    assert "again" not in refused.forms
    assert "ei kenenkään muun" not in refused


def test_a_script_is_told_in_words_of_its_own(line, signed_in):
    petri = signed_in("Petri Saarela")
    line(WRITING + 0.1)

    told = petri.post("/sparring", {}, headers={"Accept": "application/json"}, status=503)

    assert told.json["said"].startswith("Moni pyytää")


def test_who_watches_over_the_house_is_answered_and_learns_of_the_crowd(line, client):
    line(READING + 0.1)
    client.get("/sign-in", status=503)
    line(10 * WRITING)

    assert client.get("/livez").json == {"status": "ok"}
    assert client.get("/readyz").json["status"] == "ok"
    assert 'kb_refused_total{why="crowd"} 1.0' in client.get("/metrics", extra_environ=HERE)


def test_a_crowd_is_told_as_usual_and_not_as_a_fault(line, signed_in, lines):
    petri = signed_in("Petri Saarela")
    typed = filled(petri)
    line(WRITING + 0.1)
    lines()

    petri.get("/sparring", status=503)
    typed.submit(status=503)

    assert [(each["level"], each["status"]) for each in lines()] == [("info", 503)] * 2


def filled(browser):
    form = browser.get("/sparring/new").forms["sparring"]
    form["question"], form["advice"], form["with_whom"] = "Mitä sanon?", WORDS, "Marjatta"
    form["industry"] = "retail"
    return form
