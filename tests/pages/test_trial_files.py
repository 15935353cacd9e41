"""A file that shows a trial: seen with the trial, apart from the practice's own files."""

from urllib.parse import quote

import pytest
from sqlalchemy import select

from kb.document.attachments.kinds import FileKind
from kb.document.attachments.models import Attachment
from kb.document.attachments.queries import attachments_of, has_file
from kb.foundation.db import session
from kb.internalise.trials.models import Trial
from kb.practices.models import Practice
from support import files, make


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
    return f"/practices/{quote(practice.slug)}"


def tried(browser, address, name, content, **fields):
    form = browser.get(f"{address}/trials/new").forms["trial"]
    for field, value in {"happened": "Se toimi.", "verdict": "worked", **fields}.items():
        form[field] = value
    given = [one for one in form.submit_fields() if one[0] != "file"]
    brought = [("file", name, content)]
    return browser.post(f"{address}/trials", given, upload_files=brought, status="*")


def shown():
    return f"/trials/{session.scalars(select(Trial.id)).one()}/attachment"


def practice():
    return session.scalars(select(Practice)).one()


def test_whoever_sees_the_trial_sees_its_file(petri, jesse, address):
    said = tried(jesse, address, "muistio.png", files.picture()).follow()

    assert shown() in said
    answer = petri.get(shown())
    assert answer.content_type == "image/png"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_who_may_not_see_the_practice_sees_no_file(jesse, address, signed_in):
    tried(jesse, address, "muistio.png", files.picture())
    where = shown()
    practice().opened_at = None

    signed_in("Aino Koskela").get(where, status=404)


def test_it_is_none_of_the_practices_own_files(petri, jesse, address):
    tried(jesse, address, "muistio.png", files.picture())

    assert list(attachments_of(practice(), seen_by=petri.person)) == []
    assert not has_file(practice(), FileKind.PICTURE)
    petri.get(f"{address}/files/muistio.png", status=404)


def test_a_file_that_is_not_what_it_says_is_refused_with_all_that_was_typed(jesse, address):
    answer = tried(jesse, address, "muistio.png", b"MZ\x90", did="Soitin ensin.")

    assert answer.status_code == 422
    form = answer.forms["trial"]
    assert (form["did"].value, form["happened"].value) == ("Soitin ensin.", "Se toimi.")
    assert "muistio.png" in answer
    assert session.scalars(select(Attachment)).all() == []
    assert session.scalars(select(Trial)).all() == []


def test_a_refused_trial_keeps_no_file(jesse, address):
    answer = tried(jesse, address, "muistio.png", files.picture(), happened="")

    assert answer.status_code == 422
    assert session.scalars(select(Attachment)).all() == []


def test_the_learner_takes_it_away_and_puts_it_back(petri, jesse, address):
    said = tried(jesse, address, "muistio.png", files.picture()).follow()
    where = shown()
    form = next(one for one in said.forms.values() if one.action.endswith("/removal"))

    gone = form.submit().follow()
    petri.get(where, status=404)
    assert where not in petri.get(address)
    next(one for one in gone.forms.values() if one.action.endswith("/restoration")).submit()

    assert petri.get(where).status_int == 200


def test_nobody_else_takes_it_away(jesse, address, signed_in):
    tried(jesse, address, "muistio.png", files.picture())
    aino = signed_in("Aino Koskela")
    page = aino.get(address)
    reading = next(one for one in page.forms.values() if one.action.endswith("/reading"))
    token = reading["csrf_token"].value

    aino.post(f"{shown()}/removal", {"csrf_token": token}, status=403)


def test_a_plan_s_words_are_filled_in_and_folded_away(jesse, address):
    form = jesse.get(f"{address}/plans/new").forms["plan"]
    form["when"], form["then"] = "Sote-05 on hiljaa", "soitan"
    form.submit()

    page = jesse.get("/").click("Kokeilin tätä", index=0)

    assert page.forms["trial"]["situation"].value == "Sote-05 on hiljaa"
    assert "Kun Sote-05 on hiljaa, niin soitan." in page
    assert "open" not in page.html.select_one("#trial details").attrs
