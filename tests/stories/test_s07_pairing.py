"""S7: opening a pair with a goal, agreed upon by both before it is under way."""

import re

from playwright.sync_api import expect

from support.browser import axe, sign_in

GOAL = "Energia-asiakkaat siirtyvät Jesselle ennen kesää"
UNWRITTEN = "Organisaatiomuutoksen ennusmerkit asiakkaalla"
RHYTHM, SECRET = "Joka toinen viikko, tunti kerrallaan", "Asiakkaat vain tunnuksilla"
END = "2099-06-30"


def test_a_pair_is_opened_with_a_goal_and_agreed_upon(demo_site, visit, say):
    leena, marjatta, jesse = visit(), visit(), visit()
    for page, name in (
        (leena, "Leena Ahokas"),
        (marjatta, "Marjatta Hietala"),
        (jesse, "Jesse Lindqvist"),
    ):
        sign_in(page, demo_site, name)

    propose(leena, demo_site, say)
    address = leena.url
    expect(leena.get_by_text(say("pairing_state.proposed"), exact=True)).to_be_visible()
    warning = leena.get_by_role("complementary").get_by_role("listitem")
    expect(warning.filter(has_text=written_of(say))).to_be_visible()

    accept(marjatta, address, say, "Haluan asiakkaat hyviin käsiin.")
    expect(marjatta.get_by_text(say("pairing_state.proposed"), exact=True)).to_be_visible()
    accept(jesse, address, say, "Haluan oppia ennen kuin vastaan.")
    expect(jesse.get_by_text(say("pairing_state.agreed"), exact=True)).to_be_visible()

    agree(jesse, say)
    sign(marjatta, address, say)
    side = marjatta.get_by_role("complementary")
    for said in (RHYTHM, SECRET, "2099"):
        expect(side.get_by_text(said).first).to_be_visible()
    for why in ("Haluan asiakkaat hyviin käsiin.", "Haluan oppia ennen kuin vastaan."):
        expect(side.get_by_text(why)).to_be_visible()
    axe(marjatta)

    record(marjatta, say)
    expect(marjatta.get_by_text("luen kopiokentän nimet").first).to_be_visible()
    gone = marjatta.get_by_role("main").get_by_role("listitem").filter(has_text="Kaksi tarinaa")
    expect(gone.get_by_role("link", name=UNWRITTEN)).to_be_visible()
    axe(marjatta)


def propose(page, site, say):
    """The goal must be there before the means are shown; those that suit it come first."""
    page.goto(site.address("/mentoring/new"))
    means = page.get_by_role("group", name=say("Means"), exact=True)
    page.get_by_label(say("goal_kind.move_account")).check()
    page.get_by_label(say("Who can do it already: the mentor")).select_option(
        "Marjatta Hietala"
    )
    page.get_by_label(say("Who will do it next: the learner")).select_option("Jesse Lindqvist")
    page.get_by_label(say("Goal"), exact=True).fill(" ")
    page.get_by_role("button", name=say("On to the means")).click()
    expect(page.get_by_role("alert")).to_contain_text(say("pairing.goal_needed"))
    expect(means).to_have_count(0)
    axe(page)

    page.get_by_label(say("Goal"), exact=True).fill(GOAL)
    page.get_by_role("button", name=say("On to the means")).click()
    expect(means).to_be_visible()
    first = means.get_by_role("radio")
    expect(first.nth(0)).to_have_value("master_apprentice")
    expect(first.nth(1)).to_have_value("covering")
    page.get_by_label(UNWRITTEN).check()
    axe(page)
    page.get_by_role("button", name=say("Propose the pair")).click()
    expect(page.get_by_role("heading", name=say("Needs attention"))).to_be_visible()


def written_of(say):
    """Return what the page says of a practice that is not written down."""
    return re.compile(re.escape(say("Sharing works best when there is a text to go through.")))


def accept(page, address, say, why):
    page.goto(address)
    page.get_by_label(say("Why do you want this?")).fill(why)
    axe(page)
    page.get_by_role("button", name=say("I am in")).click()
    expect(page.get_by_role("complementary").get_by_text(why)).to_be_visible()


def agree(page, say):
    page.get_by_role("main").get_by_role("link", name=say("Write the agreement")).click()
    page.get_by_label(say("How often do you meet?")).fill(RHYTHM)
    page.get_by_label(say("Until when?")).fill(END)
    page.get_by_label(say("What stays between you?")).fill(SECRET)
    axe(page)
    page.get_by_role("button", name=say("Save and accept the agreement")).click()
    waits = say("The agreement waits to be accepted: %(names)s", names="Marjatta Hietala")
    expect(page.get_by_text(waits)).to_be_visible()
    expect(page.get_by_text(say("pairing_state.agreed"), exact=True)).to_be_visible()


def sign(page, address, say):
    page.goto(address)
    axe(page)
    page.get_by_role("button", name=say("I accept the agreement")).click()
    expect(page.get_by_text(say("pairing_state.active"), exact=True)).to_be_visible()


def record(page, say):
    page.get_by_label(say("What happened, what was noticed")).fill("Kaksi tarinaa.")
    page.get_by_role("main").get_by_role("checkbox", name=UNWRITTEN).check()
    page.get_by_label(say("Practice"), exact=True).select_option(UNWRITTEN)
    page.get_by_label(say("When …")).fill("palaveri perutaan toisen kerran")
    page.get_by_label(say("then …")).fill("luen kopiokentän nimet")
    page.get_by_role("button", name=say("Save the meeting")).click()
    expect(page.get_by_text("Kaksi tarinaa.")).to_be_visible()
