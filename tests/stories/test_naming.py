"""Names are offered at the caret: in the comment box below a practice, and in a question."""

import pytest
from playwright.sync_api import expect

from kb.people.queries import person_by_email
from support import make
from support.browser import DESKTOP, axe, sign_in


@pytest.fixture
def house(site):
    site.invite("Petri Saarela", "Jesse Lindqvist")
    with site.writing():
        petri = person_by_email(make.email_of("Petri Saarela"))
        practice = make.practice("Soita ennen raporttia", by=petri)
        make.document(practice, by=petri)
    return site


def test_names_are_offered_where_one_writes(house, page, say):
    sign_in(page, house, "Jesse Lindqvist")
    page.set_viewport_size({"width": DESKTOP["width"], "height": 6000})  # all of it is seen
    page.goto(house.address("/practices/soita-ennen-raporttia"))
    box = page.get_by_label(say("Your comment"))
    box.wait_for()
    page.set_viewport_size(DESKTOP)
    box.click()
    page.keyboard.type("Kiitos!\n\nTämä auttoi, @pet")
    option = page.get_by_role("listbox").get_by_role("option")
    expect(option).to_have_count(1)
    axe(page)
    shown = page.get_by_role("listbox").bounding_box()
    field = box.bounding_box()
    assert field["x"] + 60 < shown["x"]
    assert field["y"] < shown["y"] < field["y"] + field["height"]
    page.keyboard.press("Tab")
    page.keyboard.type(" – katso [[soita")
    expect(option).to_have_text(["Soita ennen raporttia"])
    page.keyboard.press("Enter")

    expect(box).to_have_value(
        "Kiitos!\n\nTämä auttoi, @Petri Saarela – katso [[Soita ennen raporttia]]"
    )
