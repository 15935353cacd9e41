"""Valuing and recognising through the pages' own forms."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.practices.models import Practice
from support import make


def practice_of(browser, title="Sopimusrajan veto", **otherwise):
    return make.practice(title, by=browser.person, **otherwise)


def section(page, ident):
    return page.html.select_one(f"#{ident}").find_parent("section").get_text(" ", strip=True)


def test_the_coordinator_values_and_the_list_stands_in_its_new_order(signed_in):
    leena, marjatta = signed_in("Leena Ahokas"), signed_in("Marjatta Hietala")
    practice_of(marjatta)
    page = leena.get("/valuations")
    assert "Sopimusrajan veto" in section(page, "awaiting")
    form = next(form for form in page.forms.values() if "valuations" in form.action)

    form["criticality"] = "4"
    page = form.submit().follow()

    assert "Sopimusrajan veto" in section(page, "order")
    assert "Sopimusrajan veto" not in section(page, "awaiting")
    assert session.scalar(select(Practice.criticality)) == 4


def test_a_valuation_without_a_choice_is_refused_in_words(signed_in):
    leena, marjatta = signed_in("Leena Ahokas"), signed_in("Marjatta Hietala")
    practice_of(marjatta)
    page = leena.get("/valuations")
    form = next(form for form in page.forms.values() if "valuations" in form.action)

    refused = form.submit(status=422)

    assert "Valitse, kuinka kriittinen käytäntö on." in refused


def test_others_see_their_own_knowledge_alone(signed_in):
    marjatta, petri = signed_in("Marjatta Hietala"), signed_in("Petri Saarela")
    practice_of(marjatta)
    practice_of(petri, "Lomakauden sijaiskansio")

    page = marjatta.get("/my-knowledge")

    assert "Sopimusrajan veto" in page
    assert "Lomakauden sijaiskansio" not in page
    marjatta.get("/valuations", status=403)


def test_a_recognition_needs_a_reason_and_keeps_what_was_typed(signed_in):
    leena, marjatta = signed_in("Leena Ahokas"), signed_in("Marjatta Hietala")
    slug = practice_of(marjatta).slug
    form = leena.get(f"/practices/{slug}/recognitions/new").forms["recognition"]
    form["viewpoint"] = "individual"

    refused = form.submit(status=422)

    assert "Kerro syy omin sanoin." in refused
    assert refused.forms["recognition"]["viewpoint"].value == "individual"


def test_a_recognition_is_read_on_the_practice_by_the_carrier_and_on_their_page(signed_in):
    noora, marjatta = signed_in("Noora Vainio"), signed_in("Marjatta Hietala")
    slug, number = practice_of(marjatta).slug, marjatta.person.id
    form = noora.get(f"/practices/{slug}").click("Anna tunnustus").forms["recognition"]
    form["reason"] = "Uskalsin sanoa ei."

    page = form.submit().follow()

    for shown in (page, noora.get(f"/people/{number}"), marjatta.get("/")):
        assert "Uskalsin sanoa ei." in shown
    back = next(one for one in page.forms.values() if "removal" in one.action)
    assert "Uskalsin sanoa ei." not in back.submit().follow()


def test_one_hides_and_shows_ones_own_name(signed_in):
    marjatta, jesse = signed_in("Marjatta Hietala"), signed_in("Jesse Lindqvist")
    slug = practice_of(marjatta).slug
    hide = next(
        one for one in marjatta.get("/my-knowledge").forms.values() if "hiding" in one.action
    )

    page = hide.submit().follow()
    assert "Marjatta Hietala" not in jesse.get("/competence/practices")
    show = next(one for one in page.forms.values() if "showing" in one.action)
    show.submit()

    assert "Marjatta Hietala" in jesse.get("/competence/practices")
    assert slug in jesse.get("/competence/practices")


def test_the_map_says_what_rests_on_one(signed_in):
    marjatta, jesse = signed_in("Marjatta Hietala"), signed_in("Jesse Lindqvist")
    practice_of(marjatta, areas=["quality"])

    page = jesse.get("/competence")
    cut = page.click("1", href="carriers=1")

    assert "Laatu · yhden osaajan varassa · 1 käytäntö" in cut
    assert "Yhden osaajan varassa" in cut.html.select_one(".alone").get_text()


def test_an_empty_map_teaches_the_first_step(signed_in):
    page = signed_in("Jesse Lindqvist").get("/competence")

    assert "Kartta on tyhjä" in page
    assert "Kirjaa sparraus" in page
