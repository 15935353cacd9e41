"""Every page of the demo organisation: open to everybody, and never wider than the screen."""

import pytest

from support.browser import DESKTOP, PHONE, axe, come_in
from support.pages import pages_of, unpictured

SIGN_OUT = "form[action='/sign-out']"
# R7: a person can be reached from every page.
ROAD = "a[href='/people'], a[href^='/people/'], a[href^='/ask']"
# Each language is looked at on one screen: markup is the same on both, words are not.
LOOKED_AT = {"fi": DESKTOP, "en": PHONE}
PARTS = 4  # so that the workers share them
WIDER = "document.documentElement.scrollWidth > innerWidth"
# Fields that show a password, tell a password manager nothing or do not let it fill them.
UNSAFE = """[...document.querySelectorAll("input")].filter((field) => {
  const secret = field.type === "password" || /password|former|again/.test(field.name);
  const pasting = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
  return secret && !(field.type === "password" && field.dispatchEvent(pasting)
    && /^(current|new)-password$/.test(field.autocomplete));
}).map((field) => field.name)"""
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage),
  ...(await indexedDB.databases()).map((one) => one.name), ...(await caches.keys()),
]"""
# How one likes to look and to write; and which page it is, so that htmx knows the way back.
CHOSEN = {"theme", "writing-mode", "htmx-current-path-for-history"}
ANGRY = "vihainen asiakas"


@pytest.mark.parametrize("part", range(PARTS))
def test_no_page_keeps_anybody_out(demo_site, visit, subtests, language, part):
    browsers, looked_at = {}, LOOKED_AT[language]

    for name, path, person in pages_of(demo_site)[part::PARTS]:
        with subtests.test(name):
            page = browsers.get(person) or enter(visit, demo_site, person)
            browsers[person] = page
            answer = page.goto(demo_site.address(path))
            assert answer.status == (404 if name == "not-found" else 200)
            assert not person or page.locator(ROAD).count(), f"{name} leads to nobody"
            assert page.locator(SIGN_OUT).count() >= bool(person), f"{name} has no way out"
            assert page.evaluate(UNSAFE) == [], f"{name} shows or stops a password"
            for screen in (DESKTOP, PHONE):
                page.set_viewport_size(screen)
                if screen is looked_at:
                    axe(page)
                assert not page.evaluate(WIDER), f"{name} is wider than {screen['width']}"


def enter(visit, site, person):
    """Open a browser; who has a name signs in."""
    page = visit()
    if person:
        come_in(page, site, person)
    return page


def test_a_browser_keeps_nothing_of_what_was_read(demo_site, page):
    come_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address("/search?q=asiakas"))
    page.locator("#q").fill(ANGRY)
    page.wait_for_url("**q=vihainen*")
    page.locator(".hit h3 a").first.click()
    page.wait_for_url("**/practices/**")

    assert set(page.evaluate(KEPT)) <= CHOSEN
    assert [one["httpOnly"] for one in page.context.cookies()] == [True]


def test_every_route_is_among_the_pages(demo_site):
    shown = [path for _, path, _ in pages_of(demo_site)]

    assert unpictured(demo_site.app, shown) == set()
