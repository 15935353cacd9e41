"""Identifying knowledge through the pages' own forms."""

from kb.foundation.db import session
from kb.practices.models import Practice
from support import make

TITLE = "Raportin poikkeaman lukeminen"


def noticing(browser, **said):
    form = browser.get("/").click("Tunnista osaamista").forms["noticing"]
    for name, value in {"title": TITLE, "trigger": "incident", **said}.items():
        form[name] = value
    return form


def post_named(page, part):
    return next(form for form in page.forms.values() if part in form.action)


def test_a_colleague_is_named_asked_and_says_yes(signed_in):
    petri, marjatta = signed_in("Petri Saarela"), signed_in("Marjatta Hietala")
    form = noticing(petri, carrier=str(marjatta.person.id), words="Hän näki sen heti.")

    page = form.submit().follow()
    assert "Ei vielä kirjattu. Kysy osaajalta: Marjatta Hietala" in page
    asked = marjatta.get("/")
    assert "Sinun osaamistasi?" in asked
    assert "Petri Saarela kertoi, että sinä osaat tämän (poikkeustilanne" in asked
    answered = post_named(asked, "confirmation").submit().follow()

    assert "Sinun osaamistasi?" not in answered
    shown = petri.get(page.request.path + "/identifications")
    assert "kollegan näkökulma · poikkeustilanne" in shown.text
    assert "Hän näki sen heti." in shown


def test_who_says_not_mine_is_no_longer_named(signed_in):
    petri, marjatta = signed_in("Petri Saarela"), signed_in("Marjatta Hietala")
    page = noticing(petri, carrier=str(marjatta.person.id)).submit().follow()

    post_named(marjatta.get("/"), "refusal").submit().follow()

    again = petri.get(page.request.path)
    assert "Osaajaa ei ole vielä nimetty" in again
    assert "Petri Saarela" in petri.get(page.request.path + "/identifications")


def test_a_candidate_has_nobody_and_is_found_by_all(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    noticing(petri, carrier="").submit()

    assert TITLE in jesse.get("/practices?stage=candidate")
    assert TITLE in jesse.get("/search", {"q": "poikkeaman lukeminen"})


def test_who_only_reads_names_their_own(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    form = noticing(jesse)
    assert form.fields["carrier"][0].attrs["type"] == "hidden"

    page = form.submit().follow()

    assert "Ei vielä kirjattu. Kysy osaajalta: Jesse Lindqvist" in page
    form["title"], form["carrier"] = "Toinen", ""
    form.submit(status=403)


def test_a_name_that_is_there_leads_to_adding_what_one_noticed(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    make.practice(TITLE, by=petri.person)

    refused = noticing(leena, words="Huomasin palaverissa.").submit(status=422)
    assert "Tästä on jo käytäntö." in refused
    assert refused.forms["noticing"]["words"].value == "Huomasin palaverissa."
    form = refused.click("Lisää havaintosi siihen").forms["noticing"]
    form["for_organisation"], form["trigger"], form["carrier"] = True, "workshop", ""
    page = form.submit().follow()

    shown = leena.get(page.request.path + "/identifications")
    assert "organisaation näkökulma · työpaja" in shown.text
    assert session.query(Practice).count() == 1


def test_the_names_of_what_one_may_not_see_are_not_told(signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    make.practice(TITLE, by=petri.person).audience = "named"

    page = noticing(leena, carrier="").submit().follow()

    assert page.request.path.endswith("-2")


def test_a_form_that_is_refused_keeps_what_was_typed(signed_in):
    petri = signed_in("Petri Saarela")

    refused = noticing(petri, title=" ", summary="Kun luku hyppää.").submit(status=422)

    form = refused.forms["noticing"]
    assert (form["summary"].value, form["trigger"].value) == ("Kun luku hyppää.", "incident")
    assert "Anna käytännölle nimi." in refused


def test_who_does_it_too_is_named_beside_the_holder(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    slug = make.practice(TITLE, by=petri.person).slug

    form = jesse.get(f"/practices/{slug}/identifications/new").forms["noticing"]
    page = form.submit().follow()

    people = page.html.select_one(".people").get_text(" ", strip=True)
    assert "Petri Saarela" in people
    assert "Jesse Lindqvist" in people
    assert "Petri Saarela" in page.html.select_one(".steps").get_text()
    assert "Jesse Lindqvist" not in page.html.select_one(".steps").get_text()


def test_a_noticing_alone_names_nobody(signed_in):
    petri, aino = signed_in("Petri Saarela"), signed_in("Aino Koskela")
    slug = make.practice(TITLE, by=petri.person).slug

    form = aino.get(f"/practices/{slug}/identifications/new").forms["noticing"]
    page = form.submit().follow()

    assert "Aino Koskela" not in page.html.select_one(".people").get_text()
    assert "Aino Koskela" in aino.get(f"/practices/{slug}/identifications")
