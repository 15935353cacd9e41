"""Reporting a flaw, giving a practice up: the readers' and the owner's pages."""

from sqlalchemy import select

from kb.document.flaws.models import Flaw
from kb.foundation.db import session
from support import make

TITLE, SUCCESSOR = "Soitto ennen laskua", "Lasku puhelimessa"
FLAW = "Puhelinnumero puuttuu."


def written(browser, title=TITLE):
    practice = make.practice(title, by=browser.person)
    make.document(practice, by=browser.person)
    return practice.slug


def kinds(page):
    return [one.get_text(strip=True) for one in page.html.select(".lines .kind")]


def test_a_reader_reports_a_flaw_the_owner_answers_and_the_reader_is_told(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug = written(petri)

    form = jesse.get(f"/practices/{slug}").click(description="Ilmoita puutteesta").forms["flaw"]
    form["text"] = FLAW
    assert "Kiitos." in form.submit().follow()

    assert "Puute" in kinds(petri.get("/"))
    number = session.scalar(select(Flaw.id))
    form = petri.get(f"/flaws/{number}").forms["answer-form"]
    form["state"] = "declined"
    page = form.submit(status=422)
    assert "Kerro ilmoittajalle, miksi teksti jää ennalleen." in page
    form = page.forms["answer-form"]
    form["answer"] = "Numero vaihtuu viikoittain."
    form.submit().follow()

    assert "Puute" not in kinds(petri.get("/"))
    assert "Ilmoitukseesi on vastattu" in jesse.get("/notices")
    assert "Numero vaihtuu viikoittain." in jesse.get(f"/flaws/{number}")


def test_an_empty_report_is_refused(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri)

    page = petri.get(f"/practices/{slug}/flaws").forms["flaw"].submit(status=422)

    assert "Kerro, mitä puuttuu tai mikä on väärin." in page


def test_a_flaw_is_seen_by_nobody_else(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    noora = signed_in("Noora Vainio")
    slug = written(petri)
    form = jesse.get(f"/practices/{slug}/flaws").forms["flaw"]
    form["text"] = FLAW
    form.submit()

    noora.get(f"/flaws/{session.scalar(select(Flaw.id))}", status=404)
    assert FLAW not in noora.get(f"/practices/{slug}/flaws")


def test_giving_up_demands_reason_and_successor_and_leaves_a_banner(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug, successor = written(petri), written(petri, SUCCESSOR)

    form = petri.get(f"/practices/{slug}").click(description="Luovumme tästä").forms["dropping"]
    page = form.submit(status=422)
    assert "Kerro, miksi käytännöstä luovutaan." in page
    form = page.forms["dropping"]
    form["reason"], form["follows"], form["successor"] = (
        "Kukaan ei vastaa.",
        "practice",
        "Ei ole",
    )
    page = form.submit(status=422)
    assert "Tämännimistä käytäntöä ei löydy." in page
    form = page.forms["dropping"]
    assert form["reason"].value == "Kukaan ei vastaa."
    form["successor"] = SUCCESSOR
    form.submit().follow()

    banner = jesse.get(f"/practices/{slug}").html.select_one("#dropped")
    assert "Kukaan ei vastaa." in banner.get_text()
    assert banner.select_one(f"a[href='/practices/{successor}']")
    assert "Petri Saarela" in banner.get_text()
    assert not banner.select("form")
    assert TITLE in jesse.get("/search?q=soitto")
    assert "Arkistoitu" in jesse.get("/search?q=soitto")


def test_what_was_given_up_is_taken_back_at_once(signed_in):
    petri = signed_in("Petri Saarela")
    slug = written(petri)
    form = petri.get(f"/practices/{slug}/dropping").forms["dropping"]
    form["reason"], form["follows"] = "Kukaan ei vastaa.", "nothing"
    page = form.submit().follow()
    assert "Seuraajaa ei ole." in page

    undo = next(one for one in page.forms.values() if one.action.endswith("/removal"))
    page = undo.submit().follow()

    assert not page.html.select("#dropped")
    petri.get(f"/practices/{slug}/dropping", status=200)


def test_who_does_not_look_after_it_cannot_give_it_up(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    slug = written(petri)

    assert "/dropping" not in noora.get(f"/practices/{slug}")
    noora.get(f"/practices/{slug}/dropping", status=403)
