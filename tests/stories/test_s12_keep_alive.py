"""S12: keeping it alive and safe, the quarterly hour of Leena and Samuel."""

import zipfile

from playwright.sync_api import expect
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.adoptions.actions import adopt_practice
from kb.internalise.adoptions.forms import Use
from kb.people.models import Person, Role
from kb.practices.models import Practice
from support import make
from support.browser import axe, go_further, sign_in

OLD, NEW = "Viikkopalaveri", "Turhasta viikkopalaverista luopuminen"
NPS = "NPS-luvun takaa ihminen ja viikko"
MEANING = "Asiakkaan halukkuus suositella palvelua."
WORD = "suositteluindeksi"


def furnish(site):
    """Let Petri hold three practices, one of them used by Noora; a question waits."""
    site.invite("Petri Saarela", "Noora Vainio")
    site.invite("Leena Ahokas", role=Role.COORDINATOR)
    with site.writing():
        petri, noora = person("Petri Saarela"), person("Noora Vainio")
        make.term("NPS", definition=MEANING, english="", english_definition="")
        for title, action in ((OLD, "Luen NPS:n."), (NEW, "Kirjoitan rivin."), (NPS, "NPS.")):
            make.document(make.practice(title, by=petri), by=petri, action=action)
        used = session.scalars(select(Practice).where(Practice.title == NEW)).one()
        adopt_practice(used, Use(clock.today()), by=noora, language="fi")
        make.question("Milloin viimeksi?", of=petri, by=noora)


def person(name):
    return session.scalars(select(Person).where(Person.name == name)).one()


def test_the_owner_sees_what_is_alive_and_gives_up_what_is_not(site, page, say):
    furnish(site)
    sign_in(page, site, "Leena Ahokas")
    go_further(page, say, "Programme")
    expect(page.locator("#stages")).to_contain_text(say("stage.documented"))
    expect(page.locator("#single_holder")).to_contain_text(NPS)
    expect(page.locator("#overdue")).to_be_visible()
    expect(page.locator("#unanswered")).to_contain_text(say("Waiting"))
    expect(page.locator("#adopted")).to_contain_text("Noora Vainio")

    page.goto(site.address("/practices/viikkopalaveri"))
    term, meaning = page.get_by_role("button", name="NPS"), page.get_by_text(MEANING)
    expect(meaning).to_be_hidden()
    term.focus()
    expect(meaning).to_be_visible()
    axe(page)
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()

    page.get_by_role("link", name=say("We give this up")).click()
    reason = page.get_by_label(say("Why is it given up?"))
    expect(reason).to_have_attribute("required", "")
    reason.fill("Päätöksiä ei synny.")
    page.get_by_label(say("Another practice")).check()
    page.get_by_label(say("The name of the successor")).fill(NEW)
    page.get_by_role("button", name=say("Give it up")).click()

    banner = page.locator("#dropped")
    expect(banner).to_contain_text("Päätöksiä ei synny.")
    expect(banner.get_by_role("link", name=NEW)).to_be_visible()
    axe(page)
    page.goto(site.address("/search?q=viikkopalaveri"))
    expect(page.get_by_text(say("trust.archived")).first).to_be_visible()


def test_the_admin_keeps_words_people_and_a_copy(site, visit, say, tmp_path):
    furnish(site)
    site.invite("Samuel Forsman", role=Role.ADMIN)
    site.invite("Jesse Lindqvist", role=Role.READER)
    samuel, jesse = visit(), visit()
    sign_in(samuel, site, "Samuel Forsman")
    sign_in(jesse, site, "Jesse Lindqvist")
    found = jesse.get_by_role("main").get_by_role("link", name=NPS)
    jesse.goto(site.address(f"/search?q={WORD}"))
    expect(found).to_have_count(0)

    go_further(samuel, say, "Glossary")
    samuel.get_by_role("link", name=say("Change")).first.click()
    samuel.get_by_label(say("Synonyms")).fill(WORD)
    samuel.get_by_role("button", name=say("Save")).click()
    expect(samuel.locator(".flash")).to_be_visible()
    jesse.goto(site.address(f"/search?q={WORD}"))
    expect(found.first).to_be_visible()

    with site.writing():
        person("Petri Saarela").suspended_at = clock.now()
    found.first.click()
    expect(jesse.get_by_role("heading", name=NPS, level=1)).to_be_visible()
    expect(jesse.get_by_role("main")).to_contain_text(
        say("The owner has left: a new one is needed.")
    )
    refused = jesse.goto(jesse.url.partition("?")[0] + "/drafts/fi")
    assert refused.status == 403

    go_further(jesse, say, "Export everything")
    axe(jesse)
    with jesse.expect_download() as download:
        jesse.get_by_role("link", name=say("Make the archive")).click()
    made = "The archive has been made. Your browser keeps it among its downloads."
    expect(jesse.get_by_text(say(made))).to_be_visible()
    download.value.save_as(tmp_path / "kaikki.zip")
    with zipfile.ZipFile(tmp_path / "kaikki.zip") as archive:
        pages = [name for name in archive.namelist() if name.startswith("practices/")]
    assert len(pages) == 3
