"""What helps the hand in Markdown helps who writes visually, too."""

import re

import pytest
from playwright.sync_api import expect

from kb.people.queries import person_by_email
from support import make
from support.browser import axe, sign_in

PETRI, TITLE = "Petri Saarela", "Laskun selitys"
DOT = (
    "iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP4z8AA"
    "RAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=="
)
PASTE = """([type, bytes]) => {
  const given = new DataTransfer();
  if (type === "image/png") {
    const content = Uint8Array.from(atob(bytes), (sign) => sign.charCodeAt(0));
    given.items.add(new File([content], "näkymä.png", { type }));
  } else given.setData(type, bytes);
  const how = { clipboardData: given, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture
def writer(site, visit, say):
    """Return a desktop with a practice open for writing, the caret at its end."""
    site.invite(PETRI)
    with site.writing():
        petri = person_by_email(make.email_of(PETRI))
        make.practice("Soita ennen raporttia", by=petri)
        slug = make.practice(TITLE, by=petri).slug
    page = visit(visual=True)
    sign_in(page, site, PETRI)
    page.goto(site.address(f"/practices/{slug}/drafts/fi"))
    text = page.locator(".visual-text").get_by_role("textbox", name=say("What I do"))
    text.wait_for()
    text.focus()
    return page


def source(page):
    return page.locator("textarea[name=action]").input_value()


def test_a_practice_is_offered_and_taken(writer, say):
    writer.keyboard.type("Katso [[soita")

    option = writer.get_by_role("option", name=re.compile("Soita ennen raporttia"))
    option.wait_for()
    axe(writer)
    writer.keyboard.press("Enter")

    option.wait_for(state="detached")
    assert source(writer).strip() == "Katso [[Soita ennen raporttia]]"


def test_a_picture_is_pasted_seen_and_told(writer, say):
    writer.keyboard.type("Alku ")
    writer.evaluate(PASTE, ["image/png", DOT])

    seen = writer.locator(".visual-text img[src*='/files/']")
    seen.wait_for()
    writer.get_by_label(say("What the picture shows")).filter(visible=True).fill("Vikakartta")
    axe(writer)

    assert re.fullmatch(r"Alku !\[Vikakartta\]\(\S+\.png\)", source(writer))
    expect(seen).to_have_js_property("naturalWidth", 2)


def test_what_is_written_visually_is_saved_by_itself(writer, site, say):
    writer.keyboard.type("Soitan heti")

    with writer.expect_response(re.compile("/autosave$")) as answer:
        pass

    assert answer.value.ok
    writer.reload()
    assert source(writer) == "Soitan heti"
