"""The audit log's page: for admins, by person, kind and day, and as a table."""

import csv
import io

import pytest
from sqlalchemy import select, update

from kb.cycle.audit.models import AuditEntry, Deed
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Role
from kb.practices.models import Audience
from support import make


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", role=Role.ADMIN)


@pytest.fixture
def jesse(signed_in):
    return signed_in("Jesse Lindqvist")


def noted(*kinds):
    session.commit()
    lines = session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    return [(line.deed, line.by_id, line.detail) for line in lines if line.deed in kinds]


def test_admins_alone_read_it_and_who_tried_is_noted(jesse, samuel):
    for address in ("/audit", "/audit/log.csv"):
        jesse.get(address, status=403)

    assert noted(Deed.REFUSED) == [
        (Deed.REFUSED, jesse.person.id, "audit.log"),
        (Deed.REFUSED, jesse.person.id, "audit.sheet"),
    ]
    assert "yritti, mutta ei saanut lupaa" in samuel.get("/audit").text


def test_what_a_reader_opens_is_not_noted(jesse, signed_in):
    petri = signed_in("Petri Saarela").person
    practice = make.practice("Soitto ennen raporttia", by=petri)
    make.document(practice, by=petri)
    before = noted(*Deed)

    for address in ("/", "/practices", f"/practices/{practice.slug}", "/search?q=soitto"):
        jesse.get(address)

    assert noted(*Deed) == before


def test_a_word_that_the_house_has_no_more_is_shown_as_it_was_noted(samuel):
    form = samuel.get("/accounts/new").forms["inviting"]
    form["name"], form["email"] = "Uusi Ihminen", "uusi@yritys.fi"
    form.submit()
    session.execute(
        update(AuditEntry).where(AuditEntry.deed == Deed.LINK_GIVEN).values(detail="by_pigeon")
    )

    page = samuel.get("/audit")

    assert "by_pigeon" in page.html.select_one("tbody").text


def test_it_is_asked_by_the_pages_own_form(samuel, jesse):
    form = next(f for f in samuel.get("/audit").forms.values() if "deed" in f.fields)
    form["person"], form["deed"] = str(jesse.person.id), "signed_in"
    form["since"] = form["until"] = clock.today().isoformat()
    page = form.submit()

    (row,) = page.html.select("tbody tr")
    assert "Jesse Lindqvist" in row.text
    form["since"], form["until"] = "2020-01-01", "2020-01-02"
    assert "Mitään ei ole merkitty" in form.submit().text
    assert (
        samuel.get("/audit?person=x&deed=y&since=z&until=9999-12-31&page=-3").status_int == 200
    )


def test_a_title_is_told_to_who_may_see_it_alone(samuel, signed_in):
    petri = signed_in("Petri Saarela")
    told, hidden = (make.practice(name, by=petri.person) for name in ("Julki", "Kanarialintu"))
    for one in (told, hidden):
        make.document(one, by=petri.person)
    hidden.audience = Audience.NAMED
    session.commit()

    page = samuel.get("/audit").text

    assert "Julki" in page
    assert "Kanarialintu" not in page


def test_as_a_table_it_names_nobody_and_that_is_noted(samuel, jesse):
    table = samuel.get("/audit/log.csv")

    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff"))))
    assert {row["deed"] for row in rows} == {"signed_in"}
    assert "Jesse" not in table.text
    assert noted(Deed.LOG_EXPORTED) == [(Deed.LOG_EXPORTED, samuel.person.id, "")]


def test_what_is_taken_out_is_noted(signed_in):
    leena = signed_in("Leena Ahokas")

    leena.get("/takeout/archive")
    leena.get("/evidence-pack/archive")

    assert [deed for deed, *_ in noted(Deed.TAKEN_OUT, Deed.EVIDENCE_PACKED)] == [
        Deed.TAKEN_OUT,
        Deed.EVIDENCE_PACKED,
    ]


def test_what_an_admin_sets_is_noted_with_who_did(samuel):
    new = samuel.get("/glossary/new")
    form = next(f for f in new.forms.values() if "definition" in f.fields)
    form["term"], form["definition"] = "touko", "Kevään työ."
    form.submit(status=302)
    page = samuel.get("/question-sets/group/group-1/edit")
    form = next(f for f in page.forms.values() if "fi" in f.fields)
    form["fi"] = "Mitä silloin tapahtui?"
    form.submit(status=302)

    number = samuel.person.id
    assert noted(Deed.SETTING_CHANGED) == [
        (Deed.SETTING_CHANGED, number, ""),
        (Deed.SETTING_CHANGED, number, "questions:group"),
    ]


def test_the_page_of_what_is_stored_tells_of_it(jesse):
    assert "365 päivää" in jesse.get("/stored").text
