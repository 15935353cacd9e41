"""The board's page: found from the menu, limited by a plain form, a list without a script."""

import pytest
from sqlalchemy import event

from kb.cycle.board.queries import FIRST
from kb.foundation.db import session
from kb.people.models import Industry
from support import make

MOST_STATEMENTS = 14


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


def titles(page):
    return [one.text.strip() for one in page.html.select(".card h3")]


@pytest.mark.parametrize(
    ("language", "heading", "gap"),
    [
        ("fi", "Hiljaisen tiedon kierto", "Ei vielä kirjattu."),
        ("en", "The cycle of tacit knowledge", "Not written down yet."),
    ],
)
def test_the_board_is_found_from_the_menu(petri, signed_in, language, heading, gap):
    make.practice("Soitto hiljaiselle", by=petri.person)
    noora = signed_in("Noora Vainio", language=language)

    page = noora.get("/").click(heading, index=0)

    assert page.html.h1.text == heading
    card = page.html.select_one(".card")
    assert card.h3.text.strip() == "Soitto hiljaiselle"
    assert "Petri Saarela" in card.text
    assert gap in card.text
    assert [one.text for one in page.html.select(".column .n")] == ["0", "1", "0", "0", "0"]
    assert page.click("Soitto hiljaiselle").request.path.startswith("/practices/")


def test_what_one_keeps_to_is_chosen_in_a_form_and_let_go_of_one_by_one(petri):
    energy = make.practice("Mittarien rytmi", by=petri.person)
    energy.place([Industry.ENERGY], [], [])
    make.practice("Kaupan sesonki", by=petri.person)

    form = limits(petri.get("/cycle"))
    form["industry"], form["risk"] = "energy", "alone"
    kept = form.submit()
    one_less = kept.click("Energia")
    by_person = limits(one_less)
    by_person["person"] = str(petri.person.id)

    assert titles(kept) == ["Mittarien rytmi"]
    assert titles(one_less) == ["Kaupan sesonki", "Mittarien rytmi"]
    assert "risk=alone" in one_less.request.query_string
    assert "Petri Saarela" in by_person.submit().html.select_one(".chosen").text
    assert titles(kept.click("Poista kaikki rajaukset")) == [
        "Kaupan sesonki",
        "Mittarien rytmi",
    ]


def limits(page):
    return next(one for one in page.forms.values() if "journey" in one.fields)


def test_an_empty_board_teaches_and_a_limit_that_finds_none_is_let_go_of(petri):
    empty = petri.get("/cycle")
    make.practice("Soitto hiljaiselle", by=petri.person)
    none = petri.get("/cycle?trust=verified")

    assert "Kierto ei ole vielä alkanut" in empty
    assert "Tällaista käytäntöä ei ole" in none
    assert titles(none.click("Näytä kaikki")) == ["Soitto hiljaiselle"]


def test_of_a_long_column_the_first_are_shown_and_a_link_leads_to_all(petri):
    for number in range(FIRST + 2):
        energy = make.practice(f"Käytäntö {number:02}", by=petri.person)
        energy.place([Industry.ENERGY], [], [])

    page = petri.get("/cycle?industry=energy")
    every = page.click("Näytä 2 lisää")

    assert len(titles(page)) == FIRST
    assert len(titles(every)) == FIRST + 2
    assert "industry=energy" in every.request.query_string
    assert every.click("Hiljaisen tiedon kierto", index=-1).request.query_string


def test_nobody_can_set_a_stage(petri):
    make.practice("Soitto hiljaiselle", by=petri.person)

    page = petri.get("/cycle")

    assert "Korttia ei siirretä käsin" in page
    posting = [one for one in page.forms.values() if one.method.lower() == "post"]
    assert all("/cycle" not in one.action for one in posting)
    petri.post("/cycle", status=405)


def test_a_column_that_does_not_exist_is_not_found(petri):
    petri.get("/cycle/everywhere", status=404)


def test_the_board_asks_as_much_of_many_as_of_few(petri, app):
    counts = []
    for many in (1, 30):
        for number in range(many):
            made = make.practice(f"Käytäntö {many} {number}", by=petri.person)
            make.talk(make.active_pair(petri.person, make.person(f"N{many} O{number}")), made)
        counts.append(statements(petri, app))

    assert counts[1] <= counts[0] <= MOST_STATEMENTS


def statements(browser, app):
    """Return how many statements the board takes."""
    asked = []
    engine = session.get_bind()
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    browser.get("/cycle")
    return len(asked)
