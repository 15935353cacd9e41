"""The history in the browser: what changed, whose it is, the way back."""

import pytest

from support import make

ADDRESS = "/practices/soitto/revisions"


@pytest.fixture
def twice_written(signed_in):
    aino, jesse = signed_in("Aino Koskela"), signed_in("Jesse Lindqvist")
    practice = make.practice("Soitto", by=aino.person)
    make.document(practice, by=aino.person, action="Soitan heti.\n\nJätän hiljaisuuden.")
    form = aino.get("/practices/soitto/drafts/fi").forms["writing"]
    form["action"] = "Soitan aamulla.\n\nJätän hiljaisuuden."
    form["change_note"] = "Aamulla vastataan."
    address = "/practices/soitto/drafts/fi/publication"
    aino.post(address, form.submit_fields(), status=302)
    return aino, jesse


@pytest.mark.parametrize("layout", ["inline", "sides"])
def test_what_changed_is_told_in_words_and_signs(twice_written, layout):
    _, jesse = twice_written

    page = jesse.get(ADDRESS).click("Mitä muuttui")
    page = jesse.get(f"{page.request.url}&layout={layout}")

    change = page.html.select_one(".change")
    assert change.h2.get_text().strip() == "Miten toimin"
    assert change.find("del").get_text() == "[poistettu:] heti [tähän asti]"
    assert change.ins.get_text() == "[lisätty:] aamulla [tähän asti]"
    assert "Aamulla vastataan." in page
    assert "Ennallaan: Nimi" in page


def test_any_two_can_be_chosen(twice_written):
    _, jesse = twice_written
    form = jesse.get(ADDRESS).forms["compare"]
    form["old"], form["new"] = form["new"].value, form["old"].value

    page = form.submit()

    change = page.html.select_one(".change")
    assert change.find("del").get_text() == "[poistettu:] heti [tähän asti]"


def test_with_one_version_there_is_nothing_to_compare(signed_in):
    aino = signed_in("Aino Koskela")
    make.document(make.practice("Soitto", by=aino.person), by=aino.person)

    page = aino.get(ADDRESS)
    absent = aino.get(f"{ADDRESS}/comparison", status=404)

    assert "compare" not in page.forms
    assert "vasta yksi versio" in absent


def test_whose_each_paragraph_is(twice_written):
    _, jesse = twice_written

    page = jesse.get(ADDRESS).click("Soitto", index=1).click("Kuka kirjoitti mitäkin")

    said = [one.get_text(" ", strip=True) for one in page.html.select(".origins li")]
    assert said[0].startswith("Soitan aamulla. Aino Koskela, versio 2")
    assert said[1].startswith("Jätän hiljaisuuden. Aino Koskela, versio 1")


def test_an_earlier_text_is_taken_up_again(twice_written):
    aino, jesse = twice_written
    first = aino.get(ADDRESS).html.select(".lines h2 a")[-1]["href"]

    page = aino.get(first).forms["restore"].submit().follow()

    assert page.forms["writing"]["action"].value == "Soitan heti.\n\nJätän hiljaisuuden."
    assert "Aiempi teksti on nyt luonnoksesi." in page
    assert "Soitan aamulla." in jesse.get("/practices/soitto")
    assert "restore" not in jesse.get(first).forms


def test_restoring_over_a_draft_is_refused(twice_written):
    aino, _ = twice_written
    first = aino.get(ADDRESS).html.select(".lines h2 a")[-1]["href"]
    aino.get(first).forms["restore"].submit()

    refused = aino.get(first).forms["restore"].submit(status=422)

    assert "Sinulla on jo luonnos tästä käytännöstä." in refused
