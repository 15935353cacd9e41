"""S13: a failed trial improves the practice."""

import re

from playwright.sync_api import expect

from support.browser import axe, sign_in

P05 = "/practices/häiriötiedote-puolessa-tunnissa"
THANKS = "Näytit, miten iltavuorossa käy. Siitä emme tienneet."
FIRST = "vuorovastaavalle"
LATER = "Soita yöllä päivystäjälle."


def test_noora_s_failed_trial_improves_the_practice(demo_site, visit, say):
    noora, petri, aino = visit(phone=True), visit(), visit()
    sign_in(noora, demo_site, "Noora Vainio")
    propose(noora, demo_site, say)

    sign_in(petri, demo_site, "Petri Saarela")
    accept(petri, demo_site, say)
    petri.get_by_role("button", name=say("Hand over for readers")).click()
    expect(petri.get_by_text(say("Round %(number)s", number=2))).to_be_visible()
    petri.goto(demo_site.address(f"{P05}/revisions/comparison"))
    expect(petri.locator("dl.facts").get_by_text("Noora Vainio")).to_be_visible()

    sign_in(aino, demo_site, "Aino Koskela")
    expect(aino.get_by_text(say("notice_kind.wants_refresher"))).to_be_visible()
    aino.goto(demo_site.address(P05))
    expect(aino.get_by_text(say("Wants a refresher"))).to_be_visible()
    axe(aino)
    aino.get_by_role("button", name=say("I have read what is new")).click()
    expect(aino.get_by_text(say("Wants a refresher"))).to_have_count(0)

    noora.goto(demo_site.address("/"))
    expect(noora.get_by_text(THANKS)).to_be_visible()


def propose(page, site, say):
    """Try once more on the phone; the debrief fills the proposal in."""
    page.goto(site.address(f"{P05}/trials/new?verdict=failed"))
    page.get_by_label(say("What happened?")).fill("Yöllä viesti jäi lukematta.")
    page.get_by_label(say("Why?")).fill("Kukaan ei ollut paikalla.")
    page.get_by_role("button", name=say("Keep the trial")).click()
    text = page.get_by_label(say("What should be said there?"))
    expect(page.get_by_label(say("Why?"))).to_have_value(
        "Yöllä viesti jäi lukematta. Kukaan ei ollut paikalla."
    )
    axe(page)
    text.fill(LATER)
    page.get_by_role("button", name=say("Propose an improvement")).click()
    expect(page.get_by_text(say("improvement_state.open"))).to_be_visible()


def accept(page, site, say):
    """Say yes to both that wait; the second joins the first in the text."""
    for so_far in (FIRST, f"{FIRST}.*{LATER}"):
        page.goto(site.address("/improvements"))
        page.get_by_role("link", name=say("Read and decide")).first.click()
        page.get_by_role("radio", name=say("Yes")).check()
        page.get_by_label(say("A word to the one who tried")).fill(THANKS)
        axe(page)
        page.get_by_role("button", name=say("Decide")).click()
        expect(page.locator("#f-when_not")).to_have_value(re.compile(so_far, re.DOTALL))
