"""The list under the search box: a part of a page, told as a list to choose from."""

import pytest

from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from support import make

SILENT = "Hiljaisen asiakkaan herättäminen"


def suggested(browser, words):
    return browser.get("/search/suggestions", {"q": words})


def options(page):
    return {
        one["href"]: one.get_text(" ", strip=True) for one in page.html.select("a[role=option]")
    }


def test_groups_are_named_and_lead_where_they_say(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist")
    practice = make.practice(SILENT, by=petri.person)
    make.document(practice, by=petri.person)
    make.term("hiljainen tieto")
    make.note("Hiljainen asiakas puhelimessa", by=petri.person)

    page = suggested(jesse, "hilj")

    (found,) = page.html.select("[role=listbox]")
    groups = [page.html.find(id=one["aria-labelledby"]) for one in found.select("[role=group]")]
    assert [one.text for one in groups] == [
        "Käytännöt",
        "Ihmiset",
        "Sanasto",
        "Sparraukset",
        "Koko haku",
    ]
    assert found["data-said"] == "4 ehdotusta"
    for href, said in options(page).items():
        jesse.get(href)
        assert "ilj" in said.lower()


def test_a_practice_says_how_far_it_is_and_whose_it_is(signed_in):
    petri = signed_in("Petri Saarela")
    make.document(make.practice(SILENT, by=petri.person), by=petri.person)

    page = suggested(petri, "hilj")

    (practice, _) = options(page).values()
    assert "Näkyväksi tehty · Petri Saarela" in practice
    assert [mark.text for mark in page.html.select("mark")] == ["Hilj"]
    assert page.html.select("svg.mini")


def test_what_nobody_wrote_says_whom_to_ask(signed_in):
    petri, jesse = signed_in("Petri Saarela"), signed_in("Jesse Lindqvist", language="en")
    make.practice(SILENT, by=petri.person)

    found = suggested(jesse, "hilj")

    assert "Not written down yet. Ask: Petri Saarela" in found
    assert f"Carries: {SILENT}" in " ".join(options(found).values())


def test_the_other_language_is_said_to_be_that(signed_in):
    petri = signed_in("Petri Saarela")
    practice = make.practice(SILENT, by=petri.person)
    make.document(practice, by=petri.person)
    english = Wording.parse({"title": "Waking a silent customer", "action": "I call."})
    hand_over(practice, "en", english, by=petri.person)

    page = suggested(petri, "wak")

    (option, _) = page.html.select("[role=option]")
    assert option.select_one("[lang=en]").get_text() == "Waking a silent customer"
    assert "first" not in petri.get(option["href"])
    assert "Waking a silent customer" in petri.get(option["href"])


def test_the_whole_search_comes_last_and_asks_the_same(signed_in):
    jesse = signed_in("Jesse Lindqvist")

    page = suggested(jesse, "xyz <b>&")

    ((href, said),) = options(page).items()
    assert said == "Kaikki osumat: ”xyz <b>&” Enter"
    assert jesse.get(href).forms["search"]["q"].value == "xyz <b>&"
    assert page.html.select_one("[role=listbox]")["data-said"] == "0 ehdotusta"


def test_a_title_is_never_markup(signed_in):
    petri = signed_in("Petri Saarela")
    make.practice("<b>Hiljaisen</b> asiakkaan & muiden", by=petri.person)

    assert "&lt;b&gt;<mark>Hilj</mark>aisen&lt;/b&gt; asiakkaan &amp; muiden" in suggested(
        petri, "hilj"
    )


def test_nothing_is_suggested_to_nobody(client):
    assert "/sign-in" in client.get("/search/suggestions?q=hilj", status=302).location


@pytest.mark.parametrize("path", ["/people", "/search"])
def test_without_a_script_the_box_searches(signed_in, path):
    petri = signed_in("Petri Saarela")
    make.practice(SILENT, by=petri.person)
    page = petri.get(path)
    form = next(one for one in page.forms.values() if one.action == "/search")

    form["q"] = "hiljainen"

    assert "herättäminen" in form.submit()
