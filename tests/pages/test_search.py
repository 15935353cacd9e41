"""The search page: one address, as one types and as a plain form."""

from kb.people.models import Industry
from support import make

SILENT = "Hiljaisen asiakkaan herättäminen"


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
        "Vahvistamaton",
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
    ask = page.click("^Petri Saarela$", href="/ask")
    assert SILENT in ask


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


def test_the_page_says_how_many_texts_wait(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)

    page = asked(petri, "asiakas")

    assert "1 teksti odottaa merkityshakua." in page


def test_words_of_a_reader_are_shown_as_words(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("<script>asiakas</script>", by=petri.person)

    page = asked(petri, "asiakas <b>")

    assert "<script>asiakas" not in page.text
    assert page.forms["search"]["q"].value == "asiakas <b>"


def test_notes_pairs_and_terms_are_marked_as_what_they_are(signed_in):
    petri, noora = signed_in("Petri Saarela"), signed_in("Noora Vainio")
    make.note("Hiljainen asiakas puhelimessa", by=petri.person)
    make.term("hiljainen asiakas")
    make.talk(make.agreed_pair(petri.person, noora.person))

    page = asked(petri, "hiljainen asiakas")

    kinds = {over.text for over in page.html.select(".hit .over")}
    assert kinds == {"Sparraus", "Sanasto", "Pari", "Parin tapaaminen"}
