"""A pair is looked for, read and approved; only then do the two hear of it."""

from playwright.sync_api import expect

from support.browser import axe, come_in, go_further

GOAL = "My part of the handover leaves production nothing to chase"


def test_the_owner_reads_why_and_approves_and_the_learner_hears_of_it(demo_site, visit, say):
    leena, tuomas = visit(), visit(phone=True)
    come_in(leena, demo_site, "Leena Ahokas")
    leena.goto(demo_site.address("/mentoring"))
    go_further(leena, say, "Proposed pairs")
    pair = say("%(mentor)s and %(learner)s", mentor="Noora Vainio", learner="Tuomas Rinne")
    leena.get_by_role("link", name=pair, exact=True).click()
    expect(leena.get_by_role("heading", name=pair, level=1)).to_be_visible()
    expect(leena.get_by_text(GOAL)).to_be_visible()
    axe(leena)

    come_in(tuomas, demo_site, "Tuomas Rinne")
    tuomas.goto(demo_site.address("/mentoring"))
    expect(tuomas.get_by_text(GOAL)).to_have_count(0)
    leena.get_by_role("button", name=say("Approve and propose to the two")).click()
    expect(leena.get_by_text(GOAL)).to_be_visible()
    tuomas.reload()

    expect(tuomas.get_by_text(GOAL).first).to_be_visible()
