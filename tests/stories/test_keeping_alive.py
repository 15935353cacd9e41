"""Keeping it alive (S12): explained, verified, given up for a successor, deleted and undone."""

from playwright.sync_api import expect
from sqlalchemy import select

from kb.foundation.db import session
from kb.people.models import Person, Role
from support import make
from support.browser import axe, sign_in

OLD, NEW = "Viikkopalaveri", "Viesti perjantaina"
MEANING = "Kokeneempi kollega, jolta kysytään."


def furnish(site):
    """Let Petri hold two practices, one of which speaks of a mentor."""
    site.invite("Petri Saarela")
    site.invite("Leena Ahokas", role=Role.COORDINATOR)
    with site.writing():
        petri = session.scalar(select(Person).where(Person.name == "Petri Saarela"))
        make.term("mentori", definition=MEANING, english="", english_definition="")
        for title, action in ((OLD, "Kysyn mentorilta."), (NEW, "Kirjoitan rivin.")):
            make.document(make.practice(title, by=petri), by=petri, action=action)


def test_a_practice_is_kept_true_given_up_and_deleted(site, page, say):
    furnish(site)
    sign_in(page, site, "Leena Ahokas")
    page.goto(site.address("/practices/viikkopalaveri"))
    term, meaning = page.get_by_role("button", name="mentorilta"), page.get_by_text(MEANING)
    expect(meaning).to_be_hidden()
    term.focus()
    expect(meaning).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    term.hover()
    expect(meaning).to_be_visible()

    page.get_by_role("link", name=say("We give this up")).click()
    page.get_by_label(say("Why is it given up?")).fill("Päätöksiä ei synny.")
    page.get_by_label(say("Another practice")).check()
    page.get_by_label(say("The name of the successor")).fill(NEW)
    axe(page)
    page.get_by_role("button", name=say("Give it up")).click()

    banner = page.locator("#dropped")
    expect(banner).to_contain_text("Päätöksiä ei synny.")
    expect(banner.get_by_role("link", name=NEW)).to_be_visible()
    axe(page)
    page.goto(site.address("/search?q=viikkopalaveri"))
    expect(page.get_by_text(say("trust.archived")).first).to_be_visible()

    page.goto(site.address("/practices/viikkopalaveri/removal"))
    page.get_by_label(say("Why is it deleted?")).fill("Kahdesti.")
    axe(page)
    page.get_by_role("button", name=say("Delete")).click()
    page.locator(".flash").get_by_role("button", name=say("Undo")).click()
    expect(page.locator("#dropped")).to_be_visible()
    expect(page.get_by_role("heading", name=OLD, level=1)).to_be_visible()
