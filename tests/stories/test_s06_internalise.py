"""S6: from reading to own work."""

from playwright.sync_api import expect

from support.browser import axe, sign_in
from support.files import picture

P13 = "/practices/ensimmäinen-lasku-käydään-läpi-puhelimessa"
TITLE = "Ensimmäinen lasku käydään läpi puhelimessa"


def test_jesse_makes_a_practice_his_own(demo_site, visit, say):
    page, noora = visit(), visit()
    sign_in(page, demo_site, "Jesse Lindqvist")
    sign_in(noora, demo_site, "Noora Vainio")
    page.goto(demo_site.address(P13))
    assert stage(page) == say("stage.shared")
    page.goto(demo_site.address())
    assert TITLE not in page.get_by_role("main").inner_text()

    page.goto(demo_site.address(P13))
    page.get_by_role("button", name=say("Mark as read")).click()
    axe(page)
    page.goto(demo_site.address())
    assert page.get_by_role("main").get_by_role("link", name=TITLE).is_visible()
    noora.goto(demo_site.address(P13))
    assert noora.get_by_role("button", name=say("Marked as read")).count() == 0

    refuse_without_happening(page, demo_site, say)
    try_it(page, demo_site, say, "2026-11-03")
    assert page.get_by_role("button", name=say("Part of my work")).count() == 0
    try_it(page, demo_site, say, "2026-11-10")
    assert stage(page) == say("stage.shared")
    page.get_by_role("main").get_by_role("button", name=say("Part of my work")).first.click()

    assert stage(page) == say("stage.internalised")
    own = page.get_by_role("heading", name=say("Made their own (%(num)d)", num=1))
    assert own.is_visible()
    assert page.get_by_role("link", name="Jesse Lindqvist").first.is_visible()
    axe(page)


def test_what_did_not_work_asks_why_and_tells_the_holder(demo_site, visit, say):
    jesse, noora = visit(phone=True), visit()
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    sign_in(noora, demo_site, "Noora Vainio")
    jesse.goto(demo_site.address(P13))
    jesse.get_by_role("link", name=say("Did not work for me")).click()
    axe(jesse)

    jesse.get_by_label(say("What happened?")).fill("Laskuttaja ei ollut paikalla.")
    jesse.get_by_label(say("Why?")).fill("Lasku lähti jo edellisenä iltana.")
    jesse.get_by_role("button", name=say("Keep the trial")).click()

    noora.goto(demo_site.address())
    assert "Lasku lähti jo edellisenä iltana." in noora.get_by_role("main").inner_text()
    axe(noora)


def test_a_plan_is_explained_first_and_tried_on_the_phone(demo_site, visit, say):
    jesse, noora = visit(phone=True), visit()
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    jesse.goto(demo_site.address(P13))
    jesse.get_by_role("link", name=say("Plan a trial")).click()
    jesse.get_by_label(say("When …")).fill("Energia-07 saa ensimmäisen laskunsa")
    jesse.get_by_label(say("then I …")).fill("soitan ja käyn rivit läpi")
    jesse.get_by_label(say("How will you do it?")).select_option(label=say("means.covering"))
    explained = say("To whom will you explain it in your own words first?")
    jesse.get_by_label(explained).select_option(label="Noora Vainio")
    axe(jesse)
    jesse.get_by_role("button", name=say("Keep the plan")).click()
    kept = say("The plan is kept. It waits for you on your own page.")
    expect(jesse.get_by_text(kept)).to_be_visible()

    sign_in(noora, demo_site, "Noora Vainio")
    told = noora.get_by_role("listitem").filter(has_text=say("notice_kind.teach_back_agreed"))
    told.get_by_role("button", name=say("Open")).click()
    noora.get_by_label(say("What was missing, in one sentence?")).fill("Viitteet puuttuivat.")
    axe(noora)
    noora.get_by_role("button", name=say("It was held")).click()
    expect(noora.get_by_text("Viitteet puuttuivat.")).to_be_visible()

    jesse.goto(demo_site.address(f"{P13}/plans/new"))
    jesse.get_by_role("link", name=say("I tried this")).click()
    keep = jesse.get_by_role("button", name=say("Keep the trial"))
    for asked in (jesse.get_by_label(say("When did you try it?")), keep):
        expect(asked).to_be_in_viewport(ratio=1)
    expect(jesse.locator("#f-did")).to_have_value("soitan ja käyn rivit läpi")
    tell_with_picture(jesse, say)
    expect(jesse.locator("#trials img")).to_be_visible()


def tell_with_picture(page, say):
    """Fill in what is asked, and a picture from behind the fold."""
    page.get_by_label(say("verdict.worked"), exact=True).check()
    page.get_by_label(say("What happened?")).fill("Yksi rivi kuului muualle.")
    page.get_by_text(say("Debrief more: your plan is filled in")).click()
    shown = {"name": "rivit.png", "mimeType": "image/png", "buffer": picture((40, 40))}
    page.get_by_label(say("A file that shows it")).set_input_files(shown)
    axe(page)
    page.get_by_role("button", name=say("Keep the trial")).click()


def refuse_without_happening(page, site, say):
    """The browser itself asks for the day and what happened."""
    open_trial(page, site, say)
    page.get_by_label(say("verdict.worked"), exact=True).check()
    page.get_by_role("button", name=say("Keep the trial")).click()
    happened = page.get_by_label(say("What happened?"))
    assert happened.evaluate("field => field.validity.valueMissing")


def try_it(page, site, say, day):
    open_trial(page, site, say)
    page.get_by_label(say("When did you try it?")).fill(day)
    page.get_by_label(say("verdict.worked"), exact=True).check()
    page.get_by_label(say("What happened?")).fill("Soitin, ja yksi rivi kuului muualle.")
    axe(page)
    page.get_by_role("button", name=say("Keep the trial")).click()


def open_trial(page, site, say):
    page.goto(site.address(P13))
    page.get_by_role("main").get_by_role("link", name=say("I tried this")).first.click()


def stage(page):
    return page.locator("a.chip[href='#cycle']").inner_text().strip()
