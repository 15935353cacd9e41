"""S2: the leaving expert's inventory, and what there is to pass on."""

from datetime import timedelta

from playwright.sync_api import expect
from sqlalchemy import select

from kb.demo.reading import last_day
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from support.browser import axe, sign_in

MARJATTA = "Marjatta Hietala"
PURPOSE = "Jotta Jesse ehtii kulkea rinnallasi ja sinä näet, mitä jätät meille."
TERMINATION = "Irtisanomisen haistaminen kysymysten sävystä"
CALL = "Vihaisen puhelun ensimmäiset viisi minuuttia"
DEVIATION = "Raportin poikkeaman lukeminen"
NAMES = ("Sähköpörssin hintapiikin rauhoittaminen", "Verkkoyhtiön kesäkuun kiire")


def link(page, name):
    return page.get_by_role("main").get_by_role("link", name=name).first


def practices(page):
    return page.locator("ol > li.hit")


def line(page, title):
    return practices(page).filter(has=page.get_by_role("link", name=title, exact=True))


def place(page, title):
    return [one.strip() for one in practices(page).locator("h2").all_inner_texts()].index(title)


def test_the_day_is_set_with_a_purpose_and_what_is_at_risk_comes_first(demo_site, visit, say):
    leena, marjatta = visit(), visit(phone=True)
    sign_in(leena, demo_site, "Leena Ahokas")
    leena.goto(demo_site.address("/leaving"))
    link(leena, MARJATTA).click()
    link(leena, say("Change the day")).click()
    leena.get_by_label(say("What is the day needed for?")).fill(PURPOSE)
    leena.get_by_role("button", name=say("Save the last working day")).click()
    expect(practices(leena)).to_have_count(12)
    axe(leena)

    sign_in(marjatta, demo_site, MARJATTA)
    days = (last_day("next-06-30") - clock.today()).days
    expect(marjatta.locator(".countdown b")).to_have_text(str(days))
    link(marjatta, say("What I have to pass on")).click()

    expect(marjatta.get_by_text(PURPOSE)).to_be_visible()
    expect(marjatta.locator(".countdown b")).to_have_text(str(days))
    assert place(marjatta, TERMINATION) < place(marjatta, CALL) < place(marjatta, DEVIATION)
    expect(line(marjatta, TERMINATION)).to_contain_text(say("criticality.4"))
    expect(line(marjatta, TERMINATION)).to_contain_text(say("Nobody else can do this"))
    expect(line(marjatta, CALL)).to_contain_text(say("criticality.4"))
    expect(line(marjatta, DEVIATION)).to_contain_text(say("Awaits a valuation"))


def test_each_answer_is_a_candidate_of_hers_that_can_be_planned(demo_site, page, say):
    sign_in(page, demo_site, MARJATTA)
    link(page, say("What I have to pass on")).click()
    link(page, say("Answer the leaving expert's questions")).click()
    for name in NAMES:
        page.get_by_label(say("Your answer")).fill("Soitan ennen kuin luvut näkyvät.")
        page.get_by_label(say("What would you call this skill?")).fill(name)
        page.get_by_role("button", name=say("Save and go on")).click()
        page.locator("li.done").get_by_role("link", name=name).wait_for()
    axe(page)

    link(page, NAMES[0]).click()
    whom = say("Not written down yet. Ask: %(name)s", name=MARJATTA)
    expect(page.get_by_role("heading", name=whom)).to_be_visible()
    page.goto(demo_site.address(f"/people/{number_of(demo_site)}/leaving"))
    expect(practices(page)).to_have_count(14)
    line(page, NAMES[1]).get_by_role("link", name=say("Plan how to pass it on")).click()
    day = clock.today() + timedelta(days=1)
    page.get_by_label(say("Done by")).fill(day.isoformat())
    page.get_by_label(say("means.covering")).check()
    page.get_by_role("button", name=say("Plan"), exact=True).click()

    expect(line(page, NAMES[1]).locator(".planned")).to_contain_text(say("means.covering"))
    line(page, NAMES[1]).get_by_role("button", name=say("Done"), exact=True).click()
    undo = line(page, NAMES[1]).get_by_role("button", name=say("Not done after all"))
    expect(undo).to_be_visible()
    axe(page)


def number_of(site):
    with site.reading():
        return session.scalar(select(Person.id).where(Person.name == MARJATTA))


def test_what_rests_on_her_is_on_the_map_and_found_unwritten(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address(f"/competence/practices?carrier={number_of(demo_site)}"))
    expect(page.locator("table.who tbody tr")).to_have_count(12)
    expect(page.locator(".who .alone")).to_have_count(6)

    page.goto(demo_site.address("/search?q=irtisanomisen haistaminen"))
    found = page.locator(".hit").filter(has=page.get_by_role("link", name=TERMINATION))
    expect(found).to_contain_text(say("Not written down yet. Ask:"))
    expect(found).to_contain_text(MARJATTA)
    with page.expect_request("**/search/log") as told:
        found.get_by_role("link", name=TERMINATION).first.click()
    assert "practice=irtisanomisen-haistaminen" in told.value.post_data
    whom = say("Not written down yet. Ask: %(name)s", name=MARJATTA)
    expect(page.get_by_role("heading", name=whom)).to_be_visible()
    axe(page)
