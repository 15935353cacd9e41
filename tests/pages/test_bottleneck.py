"""Where the cycle is stuck, and the balance: definitions on the page, one thing to do."""

import pytest

from kb.people.models import Industry
from support import make


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


@pytest.mark.parametrize(
    ("language", "heading", "stuck", "deed"),
    [
        (
            "fi",
            "Missä kierto takkuaa",
            "Kierto takkuaa tässä vaiheessa: Tunnistettu",
            "Tee nämä",
        ),
        ("en", "Where is it stuck", "The cycle is stuck at: Identified", "Write these down"),
    ],
)
def test_the_board_leads_to_where_it_is_stuck(signed_in, language, heading, stuck, deed):
    petri = signed_in("Petri Saarela", language=language)
    make.practice("Soitto hiljaiselle", by=petri.person)

    page = petri.get("/cycle").click(heading)

    assert page.html.h1.text == heading
    panel = page.html.select_one(".halt")
    assert panel.h2.text == stuck
    assert [one.text.startswith(deed) for one in panel.find_all("a")] == [True]
    assert "Soitto hiljaiselle" in page.click(deed)


def test_every_chart_has_its_table_and_its_words(petri):
    make.practice("Soitto hiljaiselle", by=petri.person)

    page = petri.get("/cycle/stuck")

    drawing = page.html.select_one("svg.drawn")
    named = drawing["aria-labelledby"].split()
    assert [drawing.find(id=one) is not None for one in named] == [True, True]
    assert "Tunnistettu: 0" in drawing.find("desc").text
    assert [row.th.text.strip() for row in page.html.select("#ages tbody tr")] == [
        "Käytäntöehdotus",
        "Tunnistettu",
        "Näkyväksi tehty",
        "Jaettu",
        "Sisäistetty",
    ]
    assert "Pullonkaula on se vaihe" in page


def test_the_worklist_keeps_to_what_was_limited(petri):
    energy = make.practice("Mittarien rytmi", by=petri.person)
    energy.place([Industry.ENERGY], [], [])
    make.practice("Kaupan sesonki", by=petri.person)

    worklist = petri.get("/cycle/stuck?industry=energy").click("Tee nämä näkyviksi")

    assert "Mittarien rytmi" in worklist
    assert "Kaupan sesonki" not in worklist
    assert "Energia" in worklist.html.select_one(".lead").text


def test_how_long_one_persons_practices_wait_is_told_to_nobody(petri, signed_in):
    make.practice("Soitto hiljaiselle", by=petri.person)
    noora, number = signed_in("Noora Vainio"), petri.person.id

    page = noora.get(f"/cycle/stuck?person={number + 1000}")

    assert "Kierto takkuaa tässä vaiheessa" in page
    assert not page.html.select("select[name=person]")
    theirs = noora.get(f"/cycle/stuck?person={number}").html.main
    assert "person=" not in str(theirs)
    assert not theirs.select(".chosen")


def test_where_nothing_waits_the_page_says_so(petri):
    assert "Kierto ei ole vielä alkanut" in petri.get("/cycle/stuck")
    make.practice("Soitto hiljaiselle", by=petri.person)
    none = petri.get("/cycle/stuck?trust=verified")
    assert "Tällaista käytäntöä ei ole" in none
    assert "Täällä ei ole nyt yhtään" in petri.get("/cycle/stuck/shared")
    petri.get("/cycle/stuck/internalised", status=404)


def test_the_balance_tells_what_it_counts_and_only_of_five_or_more(petri):
    few = petri.get("/cycle").click("SECI-tasapaino")
    made = make.practice("Soitto hiljaiselle", by=petri.person)
    for number in range(5):
        make.trial(made, by=make.person(f"Oppija N{number}"))
    enough = petri.get("/cycle/balance")

    assert "Tietoa ei ole vielä tarpeeksi" in few
    assert not few.html.select("svg.drawn")
    assert "Nonakan ja Takeuchin (1995)" in few
    rows = {row.th.text: row.find_all("td") for row in enough.html.select("#balance tbody tr")}
    assert [cell.text for cell in rows["Sisäistäminen"]][-1] == "5"
    assert [cell.text for cell in rows["Yhdistäminen"]][-1] == "liian harva"
