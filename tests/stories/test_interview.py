"""An interview: agreed to by keyboard, written as it is told, drafted, handed back."""

from urllib.parse import quote

from playwright.sync_api import expect

from support import make
from support.browser import axe, sign_in

TITLE = "Organisaatiomuutoksen ennusmerkit"
ADDRESS = quote("/practices/organisaatiomuutoksen-ennusmerkit")
NOORA, MARJATTA = "Noora Vainio", "Marjatta Hietala"
SIGN = "Palaveri peruttiin toisen kerran, ja kopiokentässä oli uusi nimi."
FIRST = "Katsoin ensin, kuka oli jäänyt pois."


def test_what_is_told_becomes_a_draft_that_the_carrier_decides_on(site, visit, say):
    with site.writing():
        noora, marjatta = make.person(NOORA), make.person(MARJATTA)
        practice = make.practice(TITLE, by=marjatta)
        talk = make.interview(marjatta, by=noora, agreed=False, practice=practice.slug).id
    asks, tells = visit(), visit(phone=True)
    sign_in(asks, site, NOORA)
    sign_in(tells, site, MARJATTA)

    agree_by_keyboard(tells, say)
    write_as_it_is_told(asks, site, say, talk)
    make_the_draft(asks, say)
    hand_back(tells, site, say, talk)

    asks.goto(site.address(f"/interviews/{talk}"))
    expect(asks.get_by_text("En katsonut ensin nimiä.")).to_be_visible()
    expect(asks.get_by_text("Kuuntelin ensin, mitä jäi sanomatta.")).to_be_visible()
    axe(asks)
    asks.get_by_role("link", name=say("Open the draft")).click()
    expect(asks.locator("#f-situation")).to_have_value(SIGN)


def agree_by_keyboard(page, say):
    """Say yes from one's own page, without a pointer."""
    page.get_by_role("link", name=say("Read and decide")).press("Enter")
    expect(page.get_by_text(say("consent_heading.storage")).first).to_be_visible()
    axe(page)
    page.get_by_role("button", name=say("Yes, you may")).press("Enter")
    expect(page.get_by_role("heading", name=say("You may begin"))).to_be_visible()


def write_as_it_is_told(page, site, say, talk):
    """Write in two phases; what is written is saved without a button."""
    page.goto(site.address(f"/interviews/{talk}/talk"))
    axe(page)
    page.get_by_role("textbox").nth(1).fill(SIGN)
    saved = say("Saved at %(time)s", time="")
    expect(page.get_by_text(saved)).to_be_visible()
    onward = say("On to: %(phase)s", phase=say("phase.timeline"))
    page.get_by_role("button", name=onward).press("Enter")
    page.wait_for_url("**/talk/timeline")
    expect(page.locator("[data-since]")).not_to_be_empty()
    page.get_by_role("textbox").nth(1).fill(FIRST)  # left at once: it is saved on the way


def make_the_draft(page, say):
    """See where the answers go, and hand the draft over."""
    page.get_by_role("link", name=say("Back to the interview")).click()
    expect(page.get_by_text(FIRST)).to_be_visible()
    page.get_by_role("link", name=say("Make a draft of the answers")).click()
    expect(page.get_by_role("heading", name=say("Where the answers go"))).to_be_visible()
    axe(page)
    page.get_by_role("button", name=say("Make the draft")).click()
    expect(page.locator("#f-situation")).to_have_value(SIGN)
    expect(page.locator("#f-action")).to_have_value(FIRST)
    page.get_by_role("button", name=say("Hand over for readers")).click()
    expect(
        page.get_by_text(
            say("Handed over. It is published when the one whose knowledge it is approves it.")
        ).first
    ).to_be_visible()


def hand_back(page, site, say, talk):
    """Say what is not right, and how one would say it."""
    page.goto(site.address(f"/interviews/{talk}"))
    page.get_by_text(say("It is not right")).click()
    axe(page)
    page.get_by_label(say("What is not right?")).fill("En katsonut ensin nimiä.")
    page.get_by_label(say("How would you say it?")).fill("Kuuntelin ensin, mitä jäi sanomatta.")
    page.get_by_role("button", name=say("Hand it back")).click()
    expect(page.get_by_role("heading", name=say("Both sides' words"))).to_be_visible()
