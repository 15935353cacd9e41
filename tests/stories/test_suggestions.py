"""As one types, what one may mean is there: by keyboard, by mouse and by thumb."""

import pytest
from playwright.sync_api import expect

from kb.people.queries import person_by_email
from support import make
from support.browser import axe, sign_in

MEETING, MEMO = "Aloituspalaverin roolikartta", "Palaverin muistio samana päivänä"
UNWRITTEN = "Not written down yet. Ask: %(name)s"
EVERYTHING = "Search for “%(words)s”"


@pytest.fixture
def furnished(site):
    """Two practices about meetings, one of them written, and a word for it."""
    site.invite("Petri Saarela", "Jesse Lindqvist")
    with site.writing():
        petri = person_by_email(make.email_of("Petri Saarela"))
        make.document(make.practice(MEETING, by=petri), by=petri)
        make.practice(MEMO, by=petri)
        make.term("palaveri")
    return site


def test_one_gets_there_by_keyboard_alone(furnished, page, say):
    sign_in(page, furnished, "Jesse Lindqvist")
    page.keyboard.press("/")
    box = typed(page, "palav")
    expect(page.get_by_role("search").get_by_role("status")).to_contain_text("4")
    for group in ("Practices", "People", "Glossary", "The whole search"):
        expect(page.get_by_role("group", name=say(group))).to_be_visible()
    axe(page)

    first, last = pressed(page, "ArrowDown"), pressed(page, "ArrowUp", "ArrowUp")
    assert MEMO in first
    assert say(UNWRITTEN, name="Petri Saarela") in first
    assert say(EVERYTHING, words="palav") in last
    assert MEETING in pressed(page, "ArrowDown", "ArrowDown", "ArrowDown")
    axe(page)
    assert pressed(page, "Home") == pressed(page, "ArrowUp", "End") == ""

    page.keyboard.press("Escape")
    closed(page)
    expect(box).to_have_value("palav")
    page.keyboard.press("ArrowDown")
    opened(page)
    assert MEETING in pressed(page, "ArrowDown", "ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/*")
    expect(page.get_by_role("heading", level=1)).to_have_text(MEETING)


def test_enter_searches_and_tab_goes_on(furnished, page):
    sign_in(page, furnished, "Jesse Lindqvist")
    page.keyboard.press("/")
    typed(page, "palav")

    page.keyboard.press("Tab")
    closed(page)
    assert page.evaluate("document.activeElement.name") != "q"
    page.keyboard.press("Control+k")
    page.keyboard.type("muistio")
    page.keyboard.press("Enter")

    page.wait_for_url("**/search?q=muistio")
    closed(page)


def test_the_mouse_chooses_as_well(furnished, page):
    sign_in(page, furnished, "Jesse Lindqvist")
    page.keyboard.press("Control+k")
    typed(page, "roo")

    page.get_by_role("option").filter(has_text="Petri Saarela").last.click()

    page.wait_for_url("**/people/*")


def test_what_is_asked_last_counts_and_one_letter_is_too_few(furnished, page):
    sign_in(page, furnished, "Jesse Lindqvist")
    page.keyboard.press("/")
    page.route("**/search/suggestions?q=pa", unanswered)
    with page.expect_request("**/search/suggestions?q=pa"):
        page.keyboard.type("pa")

    typed(page, "lav")
    expect(page.get_by_role("option").last).to_contain_text("palav")

    page.keyboard.press("Control+a")
    page.keyboard.press("p")
    closed(page)


def test_the_list_is_there_until_the_results_are(furnished, page):
    sign_in(page, furnished, "Jesse Lindqvist")
    page.goto(furnished.address("/search"))
    box = typed(page, "palaveri")
    expect(page.locator(".hit")).to_have_count(0)
    box.press("Enter")
    page.locator(".hit").first.wait_for()

    box = box_on(page)
    box.press("End")
    box.press_sequentially(" muistio", delay=20)
    page.wait_for_url("**muistio*")
    closed(page)
    box.press("ArrowDown")
    opened(page)
    axe(page)
    box.press_sequentially(" päivä", delay=20)

    closed(page)
    page.wait_for_url("**muistio%20p*")


def test_a_thumb_chooses_on_the_phone(furnished, phone, say):
    sign_in(phone, furnished, "Jesse Lindqvist")
    phone.keyboard.press("Control+k")
    phone.wait_for_url("**/search")
    typed(phone, "rooli")
    axe(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")

    phone.get_by_role("option").filter(has_text=MEETING).first.tap()

    phone.wait_for_url("**/practices/*")


def unanswered(_route):
    """Leave a request without an answer."""


def box_on(page):
    return page.get_by_role("search").get_by_role("combobox")


def typed(page, words):
    """Write into the box letter by letter; return it when what it suggests is there."""
    box = box_on(page)
    box.press_sequentially(words, delay=20)
    opened(page)
    return box


def opened(page):
    expect(box_on(page)).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("listbox")).to_be_visible()


def closed(page):
    expect(box_on(page)).to_have_attribute("aria-expanded", "false")
    expect(page.get_by_role("listbox")).to_have_count(0)


def pressed(page, *keys):
    """Press keys and return what is chosen then, as a screen reader finds it."""
    for key in keys:
        page.keyboard.press(key)
    number = box_on(page).get_attribute("aria-activedescendant")
    return page.locator(f"#{number}[aria-selected=true]").inner_text() if number else ""
