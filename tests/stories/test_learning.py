"""A newcomer decides situations on the phone, and follows a path."""

import re

from playwright.sync_api import expect

from kb.internalise.situations.actions import stop_rehearsing
from kb.internalise.situations.queries import rehearsed_by
from kb.people.queries import person_by_email
from support.browser import axe, sign_in
from support.make import email_of

P05 = "/practices/häiriötiedote-puolessa-tunnissa"
QUESTION = "Mitä lähetät, ja milloin?"
REASONING = "Lähetän 10.30 viestin"
MINE = "Odotan, kunnes syy on varma."
PATH = "Vaikeat keskustelut"
FIRST_STEP = "Sparraussoitto ennen vaikeaa kokousta"


def test_jesse_decides_first_and_then_reads_how_petri_reasoned(demo_site, phone, say):
    with demo_site.writing():
        leave_what_waits()
    sign_in(phone, demo_site, "Jesse Lindqvist")
    main = phone.get_by_role("main")
    phone.goto(demo_site.address(f"{P05}/situations"))
    main.get_by_role("button", name=say("Rehearse by situations")).click()
    line = main.get_by_role("listitem").filter(has_text=QUESTION)
    axe(phone)
    line.get_by_role("link", name=say("Decide")).click()

    answer = main.get_by_label(say("What would you do, and why?"))
    expect(main).not_to_contain_text(REASONING)
    axe(phone)
    answer.fill(MINE)
    read = say("Read how %(name)s reasoned", name="Petri Saarela")
    main.get_by_role("button", name=read).click()

    expect(main).to_contain_text(REASONING)
    expect(main).to_contain_text(MINE)
    axe(phone)
    main.get_by_role("button", name=say("grade.otherwise")).click()

    expect(main.get_by_role("heading", name=say("Enough for today"))).to_be_visible()
    axe(phone)


def test_jesse_follows_a_path_to_its_next_step(demo_site, phone, say):
    sign_in(phone, demo_site, "Jesse Lindqvist")
    main = phone.get_by_role("main")
    phone.goto(demo_site.address("/paths"))
    main.get_by_role("link", name=PATH).click()
    expect(main.locator("#next-step")).to_have_text(FIRST_STEP)
    axe(phone)
    main.get_by_role("button", name=say("Follow this path")).click()
    expect(main.get_by_role("button", name=say("Follow it no more"))).to_be_visible()

    phone.goto(demo_site.address())
    step = main.get_by_role("region", name=PATH).get_by_role("link", name=FIRST_STEP)
    axe(phone)
    step.click()

    expect(phone).to_have_url(re.compile("sparraussoitto-ennen-vaikeaa-kokousta"))
    expect(main.get_by_role("heading", level=1)).to_be_visible()


def leave_what_waits():
    """Let Jesse rehearse nothing yet, so that the story asks one situation alone."""
    jesse = person_by_email(email_of("Jesse Lindqvist"))
    for practice in rehearsed_by(jesse):
        stop_rehearsing(practice, by=jesse)
