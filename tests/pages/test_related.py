"""Beside a practice, those close to it; beside a form, what says already what it says."""

import pytest

from kb.people.models import Role
from kb.practices.models import Audience
from support import make

SURVEY, RESPONDENTS = "Vaivattomuuskysely", "Kyselyn vastaajalista"
PART = {"HX-Request": "true"}


def two_close_ones(petri):
    for title in (SURVEY, RESPONDENTS):
        make.practice(title, by=petri.person, tags="mittaaminen")


def test_the_practices_page_leads_to_those_close_to_it(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)

    page = petri.get("/practices/vaivattomuuskysely")

    waits = page.html.select_one("[hx-get$='/related']")
    assert waits["hx-trigger"] == "revealed"
    assert waits["hx-get"] == waits.a["href"] == "/practices/vaivattomuuskysely/related"


def test_each_says_its_stage_its_holder_and_why_it_is_close(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    two_close_ones(petri)

    page = jesse.get("/practices/vaivattomuuskysely").click("Käytännöt lähellä tätä")

    (item,) = page.html.main.select("section li")
    assert item.svg["aria-label"] == "Tunnistettu"
    assert item.a["href"] == "/practices/kyselyn-vastaajalista"
    told = " ".join(item.p.get_text().split())
    assert told.startswith("Petri Saarela, ei vielä kirjattu · yhteiset sanat:")
    assert {"kysely", "mittaaminen"} <= set(told.replace(",", " ").split())


def test_the_page_itself_gets_the_section_alone(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)

    part = petri.get("/practices/vaivattomuuskysely/related", headers=PART)

    assert "<html" not in part
    assert [one.text for one in part.html.select("h2")] == ["Lähellä tätä"]


def test_where_nothing_is_close_there_is_no_empty_heading(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice(SURVEY, by=petri.person)

    part = petri.get("/practices/vaivattomuuskysely/related", headers=PART)
    page = petri.get("/practices/vaivattomuuskysely/related")

    assert part.text.strip() == ""
    assert page.html.main.select("h2") == []
    assert "Mitään tätä lähellä olevaa ei ole vielä nimetty." in page


def test_around_what_one_may_not_see_there_is_nothing(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    make.practice(SURVEY, by=petri.person).audience = Audience.NAMED

    jesse.get("/practices/vaivattomuuskysely/related", status=404)


def test_a_name_that_is_taken_is_said_and_opens_beside_the_form(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)

    part = petri.get("/search/alike?title=Vaivattomuuskyselyt", headers=PART)

    assert [one.text for one in part.html.select("h2")] == ["Tästä on jo käytäntö"]
    assert part.html.a["href"] == "/practices/vaivattomuuskysely"
    assert part.html.a["target"] == "_blank"


def test_what_was_said_already_is_not_said_again(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)
    first = petri.get("/search/alike?title=Vaivattomuuskysely", headers=PART)
    found = first.html.select_one("[name=found]")["value"]

    address = f"/search/alike?title=Vaivattomuuskyselyt&found={found}"

    again = petri.get(address, headers=PART)
    assert (again.text, again.headers["HX-Reswap"]) == ("", "none")
    changed = petri.get(f"/search/alike?title=Laskutus&found={found}", headers=PART)
    assert changed.html.select("h2") == []


def test_the_same_address_is_a_page(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)

    assert "Tästä on jo käytäntö" in petri.get("/search/alike?title=Vaivattomuuskysely")
    assert "Tällaista ei ole vielä kirjoitettu." in petri.get("/search/alike")


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/practices/new", ["title", "summary", "readers_words", "situation"]),
        (
            "/practices/vaivattomuuskysely/drafts/fi",
            ["title", "readers_words", "situation", "action"],
        ),
        ("/sparring/new", ["question", "advice"]),
    ],
)
def test_every_form_in_which_a_practice_may_begin_asks_as_one_types(signed_in, address, fields):
    petri = signed_in("Petri Saarela", role=Role.AUTHOR)
    two_close_ones(petri)

    page = petri.get(address)

    asks = page.html.select_one("#alike[role=status]")
    assert asks["hx-get"].startswith("/search/alike")
    assert asks["hx-sync"] == "this:replace"
    for name in fields:
        assert page.html.select_one(f"form #f-{name}")
        assert f"#f-{name}" in asks["hx-include"]
        assert f"input delay:1s from:#f-{name}" in asks["hx-trigger"]


def test_a_draft_is_not_told_of_its_own_practice(signed_in):
    petri = signed_in("Petri Saarela")
    two_close_ones(petri)
    page = petri.get("/practices/vaivattomuuskysely/drafts/fi")
    asks = page.html.select_one("#alike")["hx-get"]

    part = petri.get(f"{asks}&title=Vaivattomuuskysely", headers=PART)

    assert part.html.select("a") == []
