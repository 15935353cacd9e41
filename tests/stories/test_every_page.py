"""Every page of the demo organisation: open to everybody, and never wider than the screen."""

import pytest

from support.browser import DESKTOP, PHONE, axe, come_in
from support.pages import pages_of, unpictured

# R7: a person can be reached from every page.
ROAD = "a[href='/people'], a[href^='/people/'], a[href^='/ask']"
# Each language is looked at on one screen: markup is the same on both, words are not.
LOOKED_AT = {"fi": DESKTOP, "en": PHONE}
PARTS = 4  # so that the workers share them
WIDER = "document.documentElement.scrollWidth > innerWidth"


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


def test_every_route_is_among_the_pages(demo_site):
    shown = [path for _, path, _ in pages_of(demo_site)]

    assert unpictured(demo_site.app, shown) == set()
