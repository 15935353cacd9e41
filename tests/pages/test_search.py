"""The search page: one address, as one types and as a plain form."""

from threading import Event

import pytest
from sqlalchemy import select

from kb.foundation.db import session
from kb.people.models import Industry
from kb.search import meaning
from kb.search.models import Adopted, Document
from support import make
from support.toy_model import toy_model

SILENT = "Hiljaisen asiakkaan herättäminen"


@pytest.fixture
def by_meaning(app):
    with meaning.meant_with(toy_model()):
        yield


def asked(browser, words, **headers):
    form = browser.get("/search").forms["search"]
    form["q"] = words
    return form.submit(headers=headers)


def test_before_anything_is_asked_the_page_teaches(signed_in):
    page = signed_in("Jesse Lindqvist").get("/search")

    assert "Mitä olet tekemässä?" in page
    assert page.forms["search"]["q"].value == ""


def test_a_found_practice_says_how_far_it_is_and_who_can(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    practice = make.practice(SILENT, by=petri.person, industries=[Industry.ENERGY])
    make.document(practice, by=petri.person)

    page = asked(jesse, "hiljaiset asiakkaat")

    (hit,) = page.html.select(".hit")
    told = hit.get_text(" ", strip=True)
    for fact in (
        "Näkyväksi tehty",
        "Petri Saarela",
        "Lyhyt teksti",
        "Energia",
    ):
        assert fact in told
    assert [mark.text for mark in hit.select("h3 mark")] == ["Hiljaisen", "asiakkaan"]


def test_what_nobody_wrote_leads_to_its_holder(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice(SILENT, by=petri.person)

    page = asked(jesse, "hiljainen asiakas")

    assert "Ei vielä kirjattu. Kysy osaajalta:" in page
    assert "Petri Saarela" in page.html.select_one(".hit .ask").text
    ask = page.click(f"^Kysy.*: {SILENT}", href="/ask")
    assert SILENT in ask
    assert "Petri Saarela" in ask


def test_what_is_ones_own_to_write_leads_to_writing(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    page = asked(petri, "hiljainen asiakas")

    assert "Tämä on sinun osaamistasi." in page
    assert page.click("Kirjaa tämä", href="/drafts/fi").forms


def test_nothing_fits_is_said_and_a_question_can_be_left(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    page = asked(jesse, "matkalaskun hyväksyminen")

    assert "Mikään ei vastaa tähän hyvin." in page
    need = page.click("Jätä kysymys")
    assert need.forms["need"]["question"].value == "matkalaskun hyväksyminen"


def test_as_one_types_only_the_results_come(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    part = asked(petri, "hiljainen asiakas", **{"HX-Request": "true"})

    assert "<html" not in part
    assert "herättäminen" in part


def test_stepping_back_brings_the_whole_page(signed_in):
    petri = signed_in("Petri Saarela")

    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    page = petri.get("/search?q=asiakas", headers=headers)

    assert "<html" in page


def test_a_filter_keeps_to_its_part_and_can_be_let_go(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person, industries=[Industry.ENERGY])
    make.practice("Asiakkaan tavoite", by=petri.person, industries=[Industry.RETAIL])

    kept = petri.get("/search?q=asiakas&industry=energy")

    assert len(kept.html.select(".hit")) == 1
    everything = kept.click("Energia", href="/search")
    assert len(everything.html.select(".hit")) == 2


def many(petri, *, count=15):
    for number in range(count):
        make.practice(f"Asiakkaan tavoite {number}", by=petri.person, industries=["energy"])
    make.practice("Asiakkaan polku", by=petri.person)


def test_what_does_not_fit_a_page_comes_on_the_next_with_what_one_keeps_to(signed_in):
    petri = signed_in("Petri Saarela")
    many(petri)

    first = petri.get("/search?q=asiakas&industry=energy&stage=identified")
    second = first.click("^2$")

    assert "15 tulosta" in first
    assert "1–12" in first
    assert len(second.html.select(".hit")) == 3
    assert "13–15" in second
    assert second.html.select_one("ol.bare[start]")["start"] == "13"
    assert "industry=energy" in second.request.url
    assert "stage=identified" in second.request.url


def test_a_limit_let_go_of_begins_on_the_first_page(signed_in):
    petri = signed_in("Petri Saarela")
    many(petri)

    kept = petri.get("/search?q=asiakas&industry=energy&page=2")
    everything = kept.click("Energia", href="/search")

    assert "page=" not in everything.request.url
    assert "16 tulosta" in everything


def test_what_one_keeps_to_is_a_plain_form_with_counts(signed_in):
    petri = signed_in("Petri Saarela")
    many(petri)

    form = petri.get("/search?q=asiakas").forms["search"]
    form["industry"] = ["energy"]
    kept = form.submit()

    assert "15 tulosta" in kept
    (count,) = [
        label.select_one(".n").text
        for label in kept.html.select("label.choice")
        if label.select_one("input[name=industry][value=energy]")
    ]
    assert count == "15"


def test_limits_that_leave_nothing_can_be_let_go_of_at_once(signed_in):
    petri = signed_in("Petri Saarela")
    many(petri)

    nothing = petri.get("/search?q=asiakas&industry=health&stage=shared")

    assert "Näillä rajauksilla ei löydy mitään." in nothing
    assert "Ilman rajauksia tuloksia on 16." in nothing
    assert "16 tulosta" in nothing.click("^Poista rajaukset$")


def test_a_new_page_of_results_is_said_aloud_and_read_from_its_beginning(signed_in):
    petri = signed_in("Petri Saarela")
    many(petri)

    page = petri.get("/search?q=asiakas&page=2", headers={"HX-Request": "true"})
    paged = petri.get(
        "/search?q=asiakas&page=2", headers={"HX-Request": "true", "HX-Boosted": "true"}
    )

    said = page.html.select_one("#said[hx-swap-oob]")
    assert said.text.strip() == "16 tulosta"
    assert page.html.select_one("#found[autofocus]") is None
    assert paged.html.select_one("#found[autofocus]")


def test_a_colleague_is_found_by_name_with_what_they_carry(signed_in):
    marjatta, jesse = signed_in("Marjatta Hietala"), signed_in("Jesse Lindqvist")
    make.practice("Mittarinvaihdon rytmi", by=marjatta.person)

    page = asked(jesse, "marjatalta")

    (named,) = page.html.select(".named .person")
    assert "Mittarinvaihdon rytmi" in named.text
    assert "Mikään ei vastaa" not in page.html.select_one("main").h2.text
    assert "Marjatta Hietala" in page.click("Kysy.*Marjatta Hietala", href="/ask", index=0)


def test_a_term_asked_for_by_its_name_is_explained_first(signed_in):
    petri = signed_in("Petri Saarela")
    make.term("kosketuspiste", definition="Hetki ja kanava.", english="touchpoint")
    make.practice("Kosketuspiste kuntoon", by=petri.person)

    page = asked(petri, "kosketuspisteet")

    first = page.html.select(".hit")[0]
    assert "panel" in first["class"]
    assert "Hetki ja kanava." in first.text
    assert "Myös: touchpoint" in first.text


def test_whom_to_ask_is_told_with_reasons(signed_in):
    marjatta, jesse = signed_in("Marjatta Hietala"), signed_in("Jesse Lindqvist")
    make.practice(SILENT, by=marjatta.person)

    page = asked(jesse, "hiljainen asiakas")

    (person,) = page.html.select(".people .person")
    told = person.get_text(" ", strip=True)
    for fact in ("Marjatta Hietala", SILENT, "Oma käytäntö", "Sama toimiala: Energia", "Kysy"):
        assert fact in told


def test_results_in_the_other_language_are_a_step_away(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("Pilot customers", by=petri.person, language="en")
    make.practice("Pilot-asiakas", by=petri.person)
    make.practice("Pilot ja asiakas", by=petri.person)

    page = asked(petri, "pilot")

    english = page.click(r"Myös englanniksi \(1\)")
    assert [title.text for title in english.html.select(".hit h3")] == ["Pilot customers"]


def test_the_page_says_how_many_texts_wait(signed_in, by_meaning):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    page = asked(petri, "asiakas")

    assert "1 teksti odottaa merkityshakua." in page


def test_where_there_is_no_search_by_meaning_nothing_waits_for_it(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    assert "merkityshakua" not in asked(petri, "asiakas")


def test_while_the_model_comes_words_are_found_and_the_page_looks_again(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)
    there = Event()
    meaning._held[-1].model.start(there.wait)  # noqa: SLF001 - a model on its way

    page = asked(petri, "asiakas")
    nothing = asked(petri, "matkalasku")
    there.set()

    assert "Merkityshaku käynnistyy." in page
    assert page.html.select_one("[hx-trigger^=load]")["hx-get"].startswith("/search?q=asiakas")
    assert "Mikään ei vastaa" not in nothing


def test_while_another_model_reads_the_page_says_how_far_it_is(signed_in, by_meaning):
    petri = signed_in("Petri Saarela")
    for title in (SILENT, "Asiakkaan tavoite"):
        make.practice(title, by=petri.person)
    session.add(Adopted(name="next@1", setting="next"))
    first, second = session.scalars(select(Document))
    first.embedded_with, second.embedded_with = "next@1", "former@1"

    page = asked(petri, "asiakas")

    assert "Uusi malli lukee tekstejä: 1/2." in page


def test_how_the_question_was_read_is_told_and_can_be_taken_back(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    read = asked(petri, "hilainen asiakas -vaihe:jaettu foo:bar")
    exact = read.click("Hae täsmälleen näillä sanoilla")

    told = " ".join(read.html.select_one(".told").text.split())
    assert "Tulkittiin: hiljainen, ilman: Jaettu." in told
    assert "Rajausta foo:bar ei tunneta" in told
    assert '"hilainen"' in exact.forms["search"]["q"].value


def test_words_of_a_reader_are_shown_as_words(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("<script>asiakas</script>", by=petri.person)

    page = asked(petri, "asiakas <b>")

    assert "<script>asiakas" not in page.text
    assert page.forms["search"]["q"].value == "asiakas <b>"


def test_a_carriers_name_is_no_message_of_ours(signed_in):
    petri = signed_in("Petri Saarela")
    for title, carrier in ((SILENT, petri), ("Hiljainen asiakas", signed_in("Aino Koskela"))):
        make.document(make.practice(title, by=carrier.person), by=carrier.person)
    number = petri.person.id
    petri.person.name = "Petri 100 % <em>%(num)s</em>"

    page = asked(petri, "hiljainen asiakas")
    kept = petri.get(f"/search?q=hiljainen+asiakas&carrier={number}")

    choices = [one.get_text() for one in page.html.select("#further .choice span")]
    assert "Petri 100 % <em>%(num)s</em>" in choices
    assert kept.html.select_one(".chosen .chip").get_text().startswith("Petri 100 % <em>")


def test_notes_pairs_and_terms_are_marked_as_what_they_are(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    make.note("Hiljainen asiakas puhelimessa", by=petri.person)
    make.term("hiljainen asiakas")
    make.talk(make.agreed_pair(petri.person, noora.person))

    page = asked(petri, "hiljainen asiakas")

    kinds = {over.text for over in page.html.select(".hit .over")}
    assert kinds == {"Sparraus", "Sanasto", "Pari", "Parin tapaaminen"}
