"""S8: the mentor's view – where each pair stands, its end, and notes that are nobody else's."""

from datetime import timedelta

from babel.dates import format_date
from playwright.sync_api import expect

from kb.foundation import clock
from support.browser import axe, sign_in
from support.pages import holdings

PETRI, NOORA, TUOMAS = "Petri Saarela", "Noora Vainio", "Tuomas Rinne"
MY_NOTE = "Noora kysyy tarkemmin kuin minä uutena."
MINE = "Pyydä häntä kertomaan ensin."
SHAPES = {"fi": "d.M.y", "en": "d MMM y"}


def pair(page, name):
    whom = page.get_by_role("heading", level=2, name=name, exact=True)
    return page.get_by_role("region").filter(has=whom)


def day(days_ago, language):
    return format_date(clock.today() - timedelta(days=days_ago), SHAPES[language], language)


def test_the_mentor_sees_where_each_pair_stands(demo_site, page, say, language):
    sign_in(page, demo_site, PETRI)
    page.goto(demo_site.address("/mentoring"))
    noora, tuomas = pair(page, NOORA), pair(page, TUOMAS)

    expect(noora.get_by_text(day(12, language), exact=True)).to_be_visible()
    expect(noora.get_by_text("lähetän ensimmäisen tiedotteen")).to_be_visible()
    expect(noora.get_by_role("table")).to_contain_text(say("gone through"))
    expect(noora).not_to_contain_text(say("fact.quiet"))

    expect(tuomas.get_by_text(day(47, language), exact=True)).to_be_visible()
    expect(tuomas).to_contain_text(say("not agreed"))
    for fact in ("quiet", "only_talks"):
        expect(tuomas.get_by_text(f"{say(f'fact.{fact}')}:", exact=True)).to_be_visible()
    expect(tuomas).to_contain_text(say("fact_asks.only_talks"))
    axe(page)


def test_the_end_judges_the_goal_and_asks_what_was_noticed(demo_site, page, say):
    sign_in(page, demo_site, PETRI)
    page.goto(demo_site.address(f"/mentoring/pairings/{holdings(demo_site)['M6']}"))
    page.get_by_text(say("End the pair"), exact=True).click()
    form = page.locator("#close-form")
    for radio in form.get_by_role("radio").all():
        expect(radio).to_have_attribute("required", "")

    form.get_by_role("radio", name=say("ending.stopped"), exact=True).check()
    form.get_by_role("radio", name=say("outcome.partly"), exact=True).check()
    form.get_by_role("radio", name=say("means_suited.yes"), exact=True).check()
    form.get_by_label(say("What made it so?")).fill("Kalenterit eivät kohdanneet.")
    form.get_by_role("button", name=say("Judge the goal and end")).click()

    expect(page.get_by_role("heading", name=say("outcome.partly"))).to_be_visible()
    page.get_by_role("link", name=say("Identify what you noticed")).click()
    expect(page.get_by_role("heading", name=say("Identify knowledge"))).to_be_visible()


def test_notes_for_oneself_are_ones_own(demo_site, page, visit, say):
    held, noora = holdings(demo_site), visit()
    sign_in(page, demo_site, PETRI)
    sign_in(noora, demo_site, NOORA)
    page.goto(demo_site.address(f"/mentoring/pairings/{held['M2']}"))
    page.get_by_role("link", name=say("Open my notes")).click()

    whole = page.get_by_role("listitem").filter(has_text=say("The pair as a whole"))
    box = whole.get_by_label(say("For me alone"))
    expect(box).to_have_value(
        f"{MY_NOTE} Muista antaa hänen puhua ensin, vaikka tauko tuntuisi pitkältä."
    )
    box.fill(MINE)
    whole.get_by_role("button", name=say("Save")).click()
    expect(page.get_by_text(say("Kept for you alone."))).to_be_visible()
    expect(box).to_have_value(MINE)
    axe(page)

    noora.goto(demo_site.address(f"/mentoring/pairings/{held['M2']}/notes"))
    expect(noora.get_by_role("heading", name=say("My private notes"))).to_be_visible()
    assert MINE not in noora.content()
    theirs = page.goto(demo_site.address(f"/mentoring/pairings/{held['M3']}/notes"))
    assert theirs.status == 404
