"""One Word document or PDF becomes a draft: read, its names made codes, its pictures along."""

import os
import time

import pytest
from sqlalchemy import func, select

from kb.document.attachments.models import Attachment
from kb.document.papers.desks import clear_old
from kb.document.revisions.models import Draft, Source
from kb.foundation.db import session
from kb.practices.models import Practice
from support import files, papers

CHOOSE = "/practices/new/from-file"


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


def bring(browser, name, content, status=302):
    form = browser.get(CHOOSE).forms["bring"]
    form["file"] = files.upload(name, content)
    return form.submit(status=status)


def give_codes(form, page, **codes):
    """Write a code beside each name, as one finds it on the page."""
    for label in page.html.select(".codes label"):
        name = label.text.rpartition(" (")[0]
        if name in codes:
            form[label["for"].removeprefix("f-")] = codes[name]


def desks(app):
    return list((app.extensions["settings"].incoming / "papers").glob("*"))


def test_a_word_document_becomes_a_draft_with_codes_for_names(petri, app):
    page = bring(petri, "Nordea muistio.docx", papers.docx(shown=papers.shown())).follow()
    form = page.forms["accept"]
    give_codes(form, page, Nordea="Pankki-01", Virtanen="henkilö A")
    form["title"] = "Nordean rauhoittaminen"

    written = form.submit(status=302).follow()

    draft = session.scalar(select(Draft))
    assert draft.title == "Pankki-01:n rauhoittaminen"
    assert draft.situation == "Asiakas huutaa, ja Pankki-01:n palvelu on poikki."
    assert draft.action == (
        "Pankki-01 soitti maanantaina. Soitin takaisin ja henkilö A vastasi.\n\n"
        "Kuuntelen henkilö A loppuun ja lupaan soittoajan."
    )
    assert draft.why == "Hän tulee kuulluksi.\n\n![](kuva-1.png)"
    assert (draft.source, draft.author.name) == (Source.IMPORT, "Petri Saarela")
    kept = {one.name: one.mime for one in session.scalars(select(Attachment))}
    assert kept.keys() == {"kuva-1.png", "Pankki-01-muistio.docx"}
    assert written.forms["writing"]["situation"].value == draft.situation
    assert desks(app) == []


def test_the_form_begins_with_the_documents_language(petri):
    english = papers.docx([("", "I listen to the customer and promise one call.")])

    finnish_form = bring(petri, "a.docx", papers.docx()).follow().forms["accept"]
    english_form = bring(petri, "b.docx", english).follow().forms["accept"]

    assert (finnish_form["language"].value, english_form["language"].value) == ("fi", "en")


def test_the_original_stays_only_if_one_wants(petri):
    page = bring(petri, "muistio.docx", papers.docx()).follow()
    form = page.forms["accept"]
    assert form["original"].checked
    assert "Siinä nimet ovat yhä sellaisinaan" in page
    form["original"] = False

    form.submit(status=302)

    assert session.scalar(select(func.count(Attachment.id))) == 0


def test_a_pdf_becomes_a_draft_of_its_words(petri):
    page = bring(petri, "ohje.pdf", papers.pdf()).follow()

    page.forms["accept"].submit(status=302)

    draft = session.scalar(select(Draft))
    assert (draft.title, draft.action) == (
        "Puhelun alku",
        "Kuuntelen ensin asiakasta.",
    )


def test_a_colleagues_document_is_theirs_to_approve(petri, signed_in):
    marjatta = signed_in("Marjatta Hietala")
    form = bring(petri, "a.docx", papers.docx()).follow().forms["accept"]
    form["holder"] = str(marjatta.person.id)

    page = form.submit(status=302).follow()
    writing = page.forms["writing"]
    address = writing.action + "/publication"
    given = [field for field in writing.submit_fields() if field[0] != "file"]
    petri.post(address, given, status=302)

    assert "odottaa" in marjatta.get("/").text.lower()
    assert "Asiakkaan rauhoittaminen" in marjatta.get("/")


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("kuva.png", files.picture(), "Tiedostosta kuva.png ei voi tehdä luonnosta."),
        ("a.xlsx", files.office("xlsx"), "Tiedostosta a.xlsx ei voi tehdä luonnosta."),
        ("a.exe", b"MZ", "Tiedostosta a.exe ei voi tehdä luonnosta."),
        ("a.docx", files.bomb(), "a.docx purkautuisi liian suureksi"),
        ("a.docx", files.locked(), "a.docx on suojattu salasanalla"),
        ("a.docx", papers.docx()[:-60], "a.docx on rikki"),
        ("a.docx", papers.docx([("", " ")]), "a.docx ei ole luettavaa tekstiä"),
        ("a.pdf", papers.pdf(encrypted=True), "a.pdf on suojattu salasanalla"),
        ("a.pdf", papers.pdf(((),)), "a.pdf ei ole luettavaa tekstiä"),
        ("vanha.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "vanhaa Office-muotoa"),
        ("iso.pdf", b"%PDF-" + b"x" * 21 * 1024 * 1024, "iso.pdf on liian suuri"),
    ],
)
def test_what_cannot_become_a_draft_is_said_and_nothing_is_kept(
    petri, app, name, content, sentence
):
    page = bring(petri, name, content, status=422)

    assert sentence in page
    assert page.forms["bring"].action == CHOOSE
    assert desks(app) == []
    assert session.scalar(select(func.count(Practice.id))) == 0


def test_no_file_is_a_sentence(petri):
    page = petri.get(CHOOSE).forms["bring"].submit(status=422)

    assert "Valitse ensin tiedosto." in page


def test_a_refused_form_keeps_codes(petri):
    page = bring(petri, "a.docx", papers.docx()).follow()
    form = page.forms["accept"]
    give_codes(form, page, Nordea="Pankki-01")
    form["title"] = " "

    again = form.submit(status=422)

    assert "Pankki-01" in again.forms["accept"].text
    assert session.scalar(select(func.count(Practice.id))) == 0


def test_a_desk_is_its_writers_own(petri, signed_in):
    noora = signed_in("Noora Vainio")
    address = bring(petri, "a.docx", papers.docx()).location

    noora.get(address, status=404)
    petri.get(address + "x", status=404)
    petri.get(CHOOSE + "/..%2F..", status=404)
    signed_in("Jesse Lindqvist").get(CHOOSE, status=403)


def test_what_one_does_not_keep_is_gone(petri, app):
    page = bring(petri, "a.docx", papers.docx()).follow()
    leave = next(form for form in page.forms.values() if form.action.endswith("/removal"))

    leave.submit(status=302)

    assert desks(app) == []


def test_a_forgotten_desk_is_cleared_after_a_day(petri, app):
    bring(petri, "a.docx", papers.docx())
    bring(petri, "b.docx", papers.docx())
    old, young = desks(app)
    os.utime(old, (time.time() - 90_000,) * 2)

    clear_old(old.parent)

    assert desks(app) == [young]
