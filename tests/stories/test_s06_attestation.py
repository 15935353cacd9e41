"""S6, the same on one trial: attested by who can do it; and taken into use, with a story."""

from playwright.sync_api import expect

from kb.people.models import Role
from kb.people.queries import person_by_email
from support import make
from support.browser import axe, sign_in

JESSE, NOORA, PETRI = "Jesse Lindqvist", "Noora Vainio", "Petri Saarela"
PLACE = "/practices/hiljaisen-asiakkaan-herättäminen"
STORY = "Soitan nyt ensin, ja kaksi kolmesta vastaa."


def tried_once(site):
    """Let Jesse have tried once what Noora holds, wrote down and went through with him."""
    site.invite(NOORA, PETRI)
    site.invite(JESSE, role=Role.READER)
    with site.writing():
        noora, jesse = (person_by_email(make.email_of(name)) for name in (NOORA, JESSE))
        practice = make.practice(by=noora)
        make.document(practice, by=noora)
        make.talk(make.active_pair(noora, jesse), practice)
        make.trial(practice, by=jesse, situation="Energia-07 on hiljaa")


def test_on_one_trial_jesse_is_attested(site, visit, say):
    tried_once(site)
    jesse, noora = visit(phone=True), visit()
    sign_in(jesse, site, JESSE)
    sign_in(noora, site, NOORA)
    jesse.goto(site.address(PLACE))
    jesse.get_by_role("link", name=say("Ask for an attestation")).click()
    expect(jesse.get_by_text("Energia-07 on hiljaa")).to_be_visible()
    jesse.get_by_role("radio", name=NOORA).check()
    jesse.get_by_role("button", name=say("Send the request")).click()
    expect(jesse.get_by_role("button", name=say("Withdraw the request"))).to_be_visible()

    noora.goto(site.address())
    noora.get_by_role("link", name=say("Look at the trials")).click()
    noora.get_by_role("radio", name=say("level.competent")).check()
    axe(noora)
    noora.get_by_role("button", name=say("Attest"), exact=True).click()
    expect(noora.get_by_role("heading", name=say("level.competent"))).to_be_visible()

    jesse.goto(site.address(PLACE))
    expect(jesse.locator("a.chip[href='#cycle']")).to_have_text(say("stage.internalised"))
    jesse.get_by_role("link", name=say("Your competence stands attested")).click()
    jesse.get_by_role("link", name=say("Badge to take along")).click()
    expect(jesse.get_by_role("link", name=say("Download the badge"))).to_be_visible()
    axe(jesse)


def test_a_story_of_use_stands_where_others_read_it(site, visit, say):
    tried_once(site)
    jesse, petri = visit(phone=True), visit()
    sign_in(jesse, site, JESSE)
    sign_in(petri, site, PETRI)
    jesse.goto(site.address(PLACE))
    jesse.get_by_role("link", name=say("I took this into use")).click()
    jesse.get_by_label(say("What changed?")).fill(STORY)
    axe(jesse)
    jesse.get_by_role("button", name=say("Tell it")).click()
    expect(jesse.get_by_role("link", name=say("You use this"))).to_be_visible()

    petri.goto(site.address(PLACE))
    petri.locator("#use").hover()
    expect(petri.get_by_text(STORY)).to_be_visible()
    axe(petri)

    jesse.get_by_role("link", name=say("You use this")).click()
    jesse.get_by_role("button", name=say("Hide my name")).click()
    expect(jesse.get_by_role("button", name=say("Show my name"))).to_be_visible()
    petri.reload()
    petri.locator("#use").hover()
    expect(
        petri.get_by_text(say("Nobody has told yet that they took this into use."))
    ).to_be_visible()
