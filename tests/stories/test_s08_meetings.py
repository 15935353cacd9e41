"""S8: the mentor's view – what the learner shows, a meeting agreed on, and one by chance."""

from playwright.sync_api import expect

from support.browser import axe, sign_in

PETRI, NOORA = "Petri Saarela", "Noora Vainio"
TRIED = "Vihaisen puhelun ensimmäiset viisi minuuttia"
TWICE = "The meeting is agreed. That hour comes twice that night; the first one is meant."
TALL = {"width": 1280, "height": 3000}  # what is brought when it is scrolled to is in sight


def test_the_mentor_sees_how_far_the_learner_is_and_agrees_on_a_meeting(demo_site, page, say):
    page.set_viewport_size(TALL)
    sign_in(page, demo_site, PETRI)
    page.goto(demo_site.address("/mentoring"))
    part = page.locator("section").filter(
        has=page.get_by_role("heading", name=say("How far %(name)s is", name=NOORA))
    )
    expect(part.last.get_by_role("link", name=TRIED)).to_be_visible()
    expect(part.last.get_by_text(say("learner_state.tried"), exact=True).first).to_be_visible()
    axe(page)

    page.get_by_role("link", name=NOORA, exact=True).click()
    page.get_by_role("link", name=say("Agree on a meeting")).click()
    page.get_by_label(say("Day"), exact=True).fill("2027-10-31")
    page.get_by_label(say("Begins")).fill("03:30")
    page.get_by_label(say("Ends")).fill("04:30")
    page.get_by_role("button", name=say("Agree on a meeting")).click()
    expect(page.get_by_text(say(TWICE))).to_be_visible()


def test_who_met_by_chance_says_so_in_one_tap(demo_site, phone, say):
    sign_in(phone, demo_site, NOORA)

    phone.get_by_role("button", name=say("We met elsewhere")).first.click()

    expect(phone.get_by_role("main").get_by_role("heading", level=1)).to_be_visible()
    expect(phone.get_by_text(say("You met. Nothing more has been told of it."))).to_be_visible()
    axe(phone)
