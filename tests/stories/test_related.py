"""Nobody writes twice what is there already, and from one practice one comes to the next."""

from pathlib import Path

from sqlalchemy import select

from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.related.forms import Written
from kb.search.related.queries import alike_to
from support.browser import axe, sign_in

TEXTS = Path(__file__).with_name("rewordings.txt")
MEMO, SURVEY = "Muistio samana päivänä", "Sadan päivän vaivattomuuskysely"
RESPONDENTS, HOLDER = "Kyselyn vastaajalista sovitaan etukäteen", "Noora Vainio"
REWORK = {"K01", "K02"}  # what one of the forty replaced, and what is made of two of them
NAME = "Yhteenveto vielä samana iltana"
SUMMARY = (
    "Kirjoitan palaverin jälkeen kolme sovittua asiaa, kuka tekee ja milloin. "
    "Jos huomautuksia ei tule aamuun mennessä, ne pitävät."
)


def test_from_one_practice_one_comes_to_the_next(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address(f"/practices/titled/{SURVEY}"))

    page.get_by_role("contentinfo").scroll_into_view_if_needed()
    close = page.locator("section", has=page.get_by_role("heading", name=say("Close to this")))
    close.wait_for()
    item = close.get_by_role("listitem").filter(has_text=RESPONDENTS)
    assert HOLDER in item.inner_text()
    assert f"{say('shared words:')} " in item.inner_text()
    axe(page)

    item.get_by_role("link", name=RESPONDENTS).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", level=1, name=RESPONDENTS).wait_for()


def test_what_is_there_already_is_said_as_one_writes_and_never_stops_one(demo_site, page, say):
    sign_in(page, demo_site, "Petri Saarela")
    page.goto(demo_site.address("/practices/new"))
    said = page.get_by_role("status").filter(
        has_text=say("There is a practice of this already")
    )

    page.get_by_label(say("Name"), exact=True).fill(NAME)
    page.get_by_label(say("In one or two sentences")).fill(SUMMARY)
    said.wait_for()
    assert say("Is it this one?") in said.inner_text()
    link = said.get_by_role("link", name=MEMO, exact=True)
    assert page.evaluate("document.activeElement.id") == "f-summary"
    axe(page)

    with page.context.expect_page() as opened:
        link.press("Enter")
    opened.value.wait_for_url("**/practices/muistio-*")
    page.get_by_role("button", name=say("Save the draft")).click()
    page.get_by_role("heading", level=1, name=NAME).wait_for()


def test_a_sparring_that_is_a_practice_already_is_said_on_the_phone(demo_site, phone, say):
    sign_in(phone, demo_site, "Petri Saarela")
    phone.goto(demo_site.address("/sparring/new"))

    phone.locator("#f-question").fill("Mitä teen, kun asiakkaasta ei ole kuulunut viikkoihin?")
    phone.locator("#f-advice").fill("Soita ja kerro jokin havainto hänen omista luvuistaan.")

    said = phone.get_by_role("status").filter(has_text="Hiljaisen asiakkaan herättäminen")
    said.wait_for()
    axe(phone)


def test_what_is_written_anew_is_recognised_and_other_matters_are_not(demo_site):
    """Of forty rewordings three quarters; of the demo at most one is taken for another."""
    told = [line.split(" | ") for line in TEXTS.read_text("utf-8").splitlines() if "|" in line]

    with demo_site.reading():
        leena = session.scalar(select(Person).where(Person.name == "Leena Ahokas"))
        forty = session.scalars(select(Practice).where(Practice.ref.like("P__")))
        own = [(one.ref, one.title, one.summary) for one in forty]
        anew = [(ref, alike(leena, *rest)) for ref, *rest in told]
        theirs = [(ref, alike(leena, *rest) - {ref, *REWORK}) for ref, *rest in own]

    recognised = [ref in found for ref, found in anew if ref != "-"]
    assert sum(recognised) / len(recognised) >= 0.75
    assert sum(bool(found) for ref, found in anew if ref == "-") <= 2
    assert sum(bool(found) for _, found in theirs) <= 1


def alike(person, title, text):
    """Return the practices that seem to say the same."""
    near = alike_to(Written(title, "", text, 0), seen_by=person)
    return {one.known.practice.ref for one in near}
