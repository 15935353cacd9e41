"""What was not found becomes a need: the newcomer searches, the coordinator reads the log."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.search.log.models import Search
from support.browser import axe, go_further, sign_in
from support.make import email_of

REST = 2500  # milliseconds; a page counts when it was rested on for two seconds
MOMENT = 500
MISSING = "kuormalavojen kirjanpito"


def log_of(leena, site, say):
    leena.goto(site.address("/needs"))
    go_further(leena, say, "Searches")
    return leena.get_by_role("main")


def look_for(page, site, words):
    page.goto(site.address(f"/search?q={words}"))
    page.wait_for_timeout(REST)


def kept(site):
    """Return the words of every search that is kept, and the rank that was followed."""
    with site.reading():
        return [tuple(row) for row in session.execute(select(Search.query, Search.rank))]


def test_what_was_not_found_becomes_a_need(demo_site, visit, say):
    jesse, leena = visit(), visit()
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    sign_in(leena, demo_site, "Leena Ahokas")
    look_for(jesse, demo_site, MISSING)

    log = log_of(leena, demo_site, say)
    axe(leena)
    assert log.locator(".figure").first.inner_text() == "1"
    assert MISSING in log.inner_text()
    assert "Jesse" not in log.inner_text()
    log.get_by_role("link", name=say("Make it a need")).click()
    leena.get_by_role("main").get_by_role("button").last.click()
    assert MISSING in leena.get_by_role("main").inner_text()
    axe(leena)

    with leena.expect_download() as table:
        log_of(leena, demo_site, say).get_by_role("link", name="CSV").click()
    assert MISSING in table.value.path().read_text("utf-8-sig")


def test_letters_are_one_search_and_the_followed_result_is_its_own(demo_site, page):
    sign_in(page, demo_site, "Jesse Lindqvist")
    look_for(page, demo_site, "laskun")

    page.locator("#q").press("End")
    page.locator("#q").press_sequentially(" ensimmäinen kerta", delay=30)
    page.wait_for_url("**kerta")
    page.locator(".hit").nth(1).locator("h3 a").click()
    page.wait_for_url(lambda address: "/search" not in address)
    page.wait_for_timeout(MOMENT)

    assert kept(demo_site) == [("laskun ensimmäinen kerta", 2)]


def test_who_leaves_at_once_is_counted_too(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address("/search?q=hinnankorotus"))

    go_further(page, say, "Glossary")
    page.wait_for_url("**/glossary")
    page.wait_for_timeout(MOMENT)

    assert kept(demo_site) == [("hinnankorotus", None)]


def test_without_javascript_nothing_is_logged(demo_site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo_site.address("/sign-in"))
    page.fill("input[type=email]", email_of("Jesse Lindqvist"))
    page.fill("input[type=password]", demo_site.password)
    page.get_by_role("main").get_by_role("button").first.click()

    look_for(page, demo_site, "hinnankorotus")
    found = page.locator(".hit").count()
    context.close()

    assert found
    assert kept(demo_site) == []
