"""The glossary: read by all, minded by the admin."""

import pytest

from kb.context.glossary.queries import all_synonyms
from support import make


def test_terms_stand_in_finnish_order(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    for word in ("öljy", "ääni", "åland", "zoomi", "aari"):
        make.term(word)

    page = jesse.get("/glossary")

    words = [title.get_text() for title in page.html.select("main h2")]
    assert words == ["aari", "zoomi", "åland", "ääni", "öljy"]


def test_an_english_reader_has_english_terms_and_meanings(signed_in):
    leena = signed_in("Leena Ahokas", language="en")
    make.term("osaaja", english="carrier", english_definition="One who can.")

    page = leena.get("/glossary")

    said = page.html.main.get_text(" ", strip=True)
    assert page.html.select_one("main h2").get_text() == "carrier"
    assert "One who can." in said
    assert "In Finnish osaaja" in said


def test_a_term_shows_what_else_it_is_called(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    make.term(
        "mentoroitava", english="mentee", synonyms=("aktori",), not_preferred=("tulokas",)
    )

    said = jesse.get("/glossary").html.main.get_text(" ", strip=True)

    assert "Englanniksi mentee" in said
    assert "Myös aktori" in said
    assert "Mieluummin ei tulokas" in said


def test_the_admin_adds_a_term(signed_in):
    samuel = signed_in("Samuel Forsman")
    form = samuel.get("/glossary").click("Lisää termi").forms["term"]
    form["term"], form["definition"] = "NPS", "Suositteluhalukkuuden mittari."
    form["synonyms"], form["english"] = "suositteluindeksi, suositteluhalukkuus", "NPS"

    page = form.submit().follow()

    assert "Termi on sanastossa. Haku tuntee nyt sen synonyymit." in page
    assert set(all_synonyms()[0][1]) == {"NPS", "suositteluhalukkuus", "suositteluindeksi"}


def test_the_admin_adds_a_synonym(signed_in):
    samuel = signed_in("Samuel Forsman")
    make.term("NPS", synonyms=("suositteluhalukkuus",))
    form = samuel.get("/glossary").click("Muuta").forms["term"]
    assert form["synonyms"].value == "suositteluhalukkuus"
    form["synonyms"] = "suositteluhalukkuus, suositteluindeksi"

    form.submit().follow()

    assert all_synonyms() == [("NPS", ("suositteluhalukkuus", "suositteluindeksi"))]


def test_a_term_that_is_there_already_is_refused_with_what_was_typed(signed_in):
    samuel = signed_in("Samuel Forsman")
    make.term("mentori")
    form = samuel.get("/glossary/new").forms["term"]
    form["term"], form["definition"] = "Mentori", "Kokenut osaaja."

    answer = form.submit(status=422)

    assert "Sama termi on jo sanastossa." in answer
    assert answer.forms["term"]["definition"].value == "Kokenut osaaja."


def test_a_refused_change_keeps_what_was_typed(signed_in):
    samuel = signed_in("Samuel Forsman")
    number = make.term("mentori").id
    form = samuel.get(f"/glossary/{number}/edit").forms["term"]
    form["term"], form["synonyms"] = "", "ohjaaja"

    answer = form.submit(status=422)

    assert "Kirjoita termi suomeksi." in answer
    assert answer.forms["term"]["synonyms"].value == "ohjaaja"


@pytest.mark.parametrize("name", ["Jesse Lindqvist", "Petri Saarela", "Leena Ahokas"])
def test_only_the_admin_minds_the_words(signed_in, name):
    browser = signed_in(name)
    number = make.term("mentori").id

    page = browser.get("/glossary")

    assert not page.html.main.select("a.btn")
    browser.get("/glossary/new", status=403)
    browser.get(f"/glossary/{number}/edit", status=403)


def test_an_empty_glossary_says_where_to_begin(signed_in):
    admin, reader = signed_in("Samuel Forsman"), signed_in("Jesse Lindqvist")

    assert admin.get("/glossary").html.select_one(".empty a")["href"] == "/glossary/new"
    assert reader.get("/glossary").html.select_one(".empty a")["href"] == "/people"


def test_an_unknown_term_is_not_there(signed_in):
    signed_in("Samuel Forsman").get("/glossary/4711/edit", status=404)


def test_a_practice_explains_the_glossarys_words_by_keyboard_too(signed_in):
    petri = signed_in("Petri Saarela")
    make.term("mentori", definition="Kokeneempi kollega.")
    practice = make.practice("Soitto", by=petri.person)
    make.document(practice, by=petri.person, action="Kysy mentorilta ja <b>muilta</b>.")

    page = petri.get("/practices/soitto")

    button = page.html.select_one(".term button")
    assert button.get_text() == "mentorilta"
    meaning = page.html.find(id=button["aria-describedby"])
    assert "Kokeneempi kollega." in meaning.get_text()
    assert "&lt;b&gt;muilta" in page
