"""The medium assistant and the methods, on the pages where one writes."""

import pytest

from support import make
from support.writing import press, writing

TAKEN = "Mikä on nähtävä tai kuultava, ei siirry tekstinä."


def test_the_proposal_comes_at_once_with_its_reason(signed_in):
    petri = signed_in("Petri Saarela")

    part = petri.get("/media/proposal?seen=yes", headers={"HX-Request": "true"})
    page = petri.get("/media/proposal?seen=yes")

    assert "Ehdotus: video" in part
    assert TAKEN in part
    assert part.html.h1 is None
    assert "Ehdotus: video" in page
    assert page.forms["assistant"]["seen"].value == "yes"


def test_without_scripts_the_proposal_is_a_button_and_nothing_typed_is_lost(signed_in):
    petri = signed_in("Petri Saarela")
    form = writing(petri, seen="yes", action="Pitkä teksti")

    page = press(petri, form, "/practices/proposal")

    kept = page.forms["writing"]
    assert "Ehdotus: video" in page
    assert kept["action"].value == "Pitkä teksti"
    assert kept["medium"].value == "video"
    assert petri.get("/drafts").html.select(".lines li") == []


def test_the_proposal_of_a_draft_comes_the_same_way(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("Soitto", by=petri.person)
    form = petri.get("/practices/soitto/drafts/fi").forms["writing"]
    form["seen"], form["matter"], form["hurry"] = "no", "steps", "no"
    form["action"] = "Pitkä teksti"

    page = press(petri, form, "/practices/soitto/drafts/fi/proposal")

    assert "Ehdotus: kaavio" in page
    assert page.forms["writing"]["action"].value == "Pitkä teksti"


def test_the_practice_tells_its_form_and_why(signed_in):
    petri = signed_in("Petri Saarela")

    page = writing(petri, seen="yes", medium="video").submit().follow()

    told = page.html.find(id="medium").get_text()
    assert "Video, vapaamuotoinen" in told
    assert TAKEN in told
    assert "Petri Saarela" in told


def test_another_form_needs_a_reason_and_what_was_typed_stays(signed_in):
    petri = signed_in("Petri Saarela")
    form = writing(petri, seen="yes", medium="short_text", action="Pitkä teksti")

    refused = form.submit(status=422)
    again = refused.forms["writing"]
    again["medium_reason"] = "Luetaan autossa."
    told = again.submit().follow().html.find(id="medium").get_text()

    assert "Kerro omin sanoin, miksi tämä keino sopii paremmin." in refused
    assert again["action"].value == "Pitkä teksti"
    assert "Luetaan autossa." in told
    assert "Ehdotettu" in told


@pytest.mark.parametrize("name", ["Petri Saarela", "Jesse Lindqvist"])
def test_a_video_that_is_not_there_is_missed_by_name(signed_in, name):
    petri, reader = signed_in("Petri Saarela"), signed_in(name)
    press(petri, writing(petri, seen="yes", medium="video"), "/practices/publication")

    page = reader.get("/practices/soitto-ennen-laskua")

    panel = page.html.select_one("#cycle .panel")
    assert "Tunnistettu" in page.html.select_one(".chip").get_text()
    assert "Video puuttuu." in panel.get_text()
    assert panel.a.get_text() == ("Lisää video" if name == "Petri Saarela" else "Kysy")


def test_how_it_was_made_stands_on_the_page_and_in_the_history(signed_in):
    noora, marjatta = signed_in("Noora Vainio"), signed_in("Marjatta Hietala")
    assert marjatta.person
    form = writing(noora, method="pair")
    form.set("with_whom", value=True, index=0)

    press(noora, form, "/practices/publication")

    said = "Dokumentoitu parina: Noora Vainio ja Marjatta Hietala"
    assert said in marjatta.get("/practices/soitto-ennen-laskua")
    assert said in marjatta.get("/practices/soitto-ennen-laskua/revisions")


def test_a_third_in_a_pair_is_refused_and_kept(signed_in):
    noora, petri = signed_in("Noora Vainio"), signed_in("Petri Saarela")
    aino = signed_in("Aino Koskela")
    assert petri.person
    assert aino.person
    form = writing(noora, method="pair", action="Pitkä teksti")
    form.set("with_whom", value=True, index=0)
    form.set("with_whom", value=True, index=1)

    page = press(noora, form, "/practices/publication")

    assert page.status_int == 422
    assert "Parissa on kaksi ihmistä." in page
    assert page.forms["writing"]["action"].value == "Pitkä teksti"
