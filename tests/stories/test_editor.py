"""Writing from the first letter to the readers: nothing is lost, whoever else writes."""

import base64
import io
import re

import pytest
from PIL import Image
from playwright.sync_api import expect

from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.queries import person_by_email
from support import make
from support.browser import axe, sign_in

EDIT = "/practices/yhteinen-tapa/drafts/fi"
OFFLINE = (
    "No connection – the text is in this browser only. "
    "Keep the page open; saving is tried again."
)
SIGNED_OUT = (
    "Your sign-in has ended – the text is in this browser only. "
    "Sign in on another tab; saving is tried again."
)
TRIED_AGAIN = 20_000  # milliseconds within which a failed save is surely tried once more
PASTE = """(area, [name, type, data]) => {
  const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
  const clipboardData = new DataTransfer();
  clipboardData.items.add(new File([bytes], name, { type }));
  const how = { clipboardData, bubbles: true, cancelable: true };
  area.dispatchEvent(new ClipboardEvent("paste", how));
}"""


@pytest.fixture
def shared(site):
    """A published practice that Petri and Aino both hold, and one to refer to."""
    site.invite("Petri Saarela", "Aino Koskela")
    with site.writing():
        petri, aino = (
            person_by_email(make.email_of(name)) for name in ("Petri Saarela", "Aino Koskela")
        )
        practice = make.practice("Yhteinen tapa", by=petri)
        add_basis(aino, practice, basis=Basis.DECLARED)
        make.document(practice, by=petri, action="Soitan. Kerron havainnon.")
        make.practice("Muistio samana päivänä", by=petri)
    return site


@pytest.fixture
def petri(shared, page):
    """Petri at the writing page."""
    sign_in(page, shared, "Petri Saarela")
    page.goto(shared.address(EDIT))
    return page


def action(page):
    return page.locator("#f-action")


def kept(page, say):
    """Wait until the page says that the server has the text."""
    said = say("Saved at %(time)s", time="")
    saved = re.compile(rf"{re.escape(said)}\d")
    expect(page.locator("#kept")).to_contain_text(saved, timeout=TRIED_AGAIN)


def type_at_the_end(page, text):
    action(page).focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def test_two_write_at_once_and_readers_get_both(shared, petri, visit, say):
    type_at_the_end(petri, " Katso [[muis")
    expect(petri.get_by_role("listbox").get_by_role("option")).to_have_text(
        ["Muistio samana päivänä"]
    )
    axe(petri)
    petri.keyboard.press("Enter")
    petri.keyboard.type(" ja @ain")
    petri.get_by_role("option", name="Aino Koskela").click()
    written = "Soitan. Kerron havainnon. Katso [[Muistio samana päivänä]] ja [[@Aino Koskela]]"
    expect(action(petri)).to_have_value(written)
    kept(petri, say)
    petri.reload()
    expect(action(petri)).to_have_value(written)

    paste(petri, "image.png", picture())
    expect(action(petri)).to_have_value(re.compile(r"!\[.+\]\(image\.png\)"))
    petri.keyboard.type("roolikartta")
    expect(action(petri)).to_have_value(re.compile(r"!\[roolikartta\]\(image\.png\)"))
    look(petri, say)

    aino = visit()
    sign_in(aino, shared, "Aino Koskela")
    aino.goto(shared.address(EDIT))
    expect(aino.locator("#others")).to_contain_text("Petri Saarela")
    axe(aino)
    action(aino).fill("Kirjoitan ensin. Kerron havainnon.")
    hand_over(aino, say)

    action(petri).evaluate("area => area.setSelectionRange(0, 7)")
    petri.keyboard.type("Soitan heti.")
    hand_over(petri, say)
    bring_together(petri, say)
    hand_over(petri, say)

    petri.get_by_role("heading", level=1, name="Yhteinen tapa").wait_for()
    told = petri.locator(".text").inner_text()
    for text in ("Soitan heti.", "Kirjoitan ensin.", "@Aino Koskela"):
        assert text in told
    expect(petri.get_by_role("img", name="roolikartta")).to_be_visible()


def picture():
    out = io.BytesIO()
    Image.new("RGB", (240, 120), "teal").save(out, "PNG")
    return out.getvalue()


def paste(page, name, content, mime="image/png"):
    area = action(page)
    area.focus()
    page.keyboard.press("Control+End")
    area.evaluate(PASTE, [name, mime, base64.b64encode(content).decode()])


def look(page, say):
    page.get_by_role("button", name=say("Preview")).click()
    shown = page.locator("#preview")
    expect(shown.get_by_role("link", name="Muistio samana päivänä")).to_be_visible()
    expect(shown.get_by_role("img", name="roolikartta")).to_be_visible()
    axe(page)
    page.get_by_role("button", name=say("Write"), exact=True).click()
    expect(action(page)).to_be_visible()
    action(page).focus()


def hand_over(page, say):
    page.get_by_role("button", name=say("Hand over for readers")).click()
    page.wait_for_load_state()


def bring_together(page, say):
    page.get_by_role("heading", level=1, name=say("Two texts, one practice")).wait_for()
    axe(page)
    page.get_by_role("button", name=say("Keep this as my draft")).click()
    expect(page.get_by_role("alert")).to_contain_text(say("merge.undecided"))
    page.get_by_role("button", name=say("Both, one after the other")).click()
    expect(page.get_by_label(say("The text to be kept"))).to_have_value(
        re.compile(r"^Soitan heti\. Kirjoitan ensin\. Kerron havainnon\.")
    )
    page.get_by_role("button", name=say("Keep this as my draft")).click()
    expect(
        page.get_by_text(say("The texts are one draft now. Read it through and hand it over."))
    ).to_be_visible()


def test_the_tools_work_by_keyboard_and_are_undone(petri, say):
    type_at_the_end(petri, " tarkasti")
    for _ in "tarkasti":
        petri.keyboard.press("Shift+ArrowLeft")
    petri.keyboard.press("Control+b")
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. **tarkasti**")
    petri.keyboard.press("Control+b")
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. tarkasti")
    petri.keyboard.press("Control+z")
    petri.keyboard.press("Control+z")
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. tarkasti")

    petri.keyboard.press("Control+Home")
    petri.keyboard.press("Shift+Tab")
    petri.keyboard.press("ArrowRight")
    expect(petri.get_by_role("button", name=say("Italic")).nth(1)).to_be_focused()
    for _ in range(3):
        petri.keyboard.press("ArrowRight")
    petri.keyboard.press("Enter")
    expect(action(petri)).to_have_value("1. Soitan. Kerron havainnon. tarkasti")


def test_what_the_server_does_not_have_is_never_called_saved(petri, say):
    petri.context.set_offline(True)
    type_at_the_end(petri, " Lisään.")
    offline = say(OFFLINE)
    expect(petri.locator("#kept")).to_contain_text(offline)
    axe(petri)

    petri.context.set_offline(False)
    kept(petri, say)

    petri.reload()
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. Lisään.")
    assert "Lisään" not in petri.evaluate("JSON.stringify([localStorage, sessionStorage])")


def test_who_must_sign_in_again_loses_nothing(shared, petri, say):
    other = petri.context.new_page()
    other.goto(shared.address("/drafts"))
    other.get_by_role("button", name=say("Sign out")).click()
    type_at_the_end(petri, " Lisään.")
    expect(petri.locator("#kept")).to_contain_text(say(SIGNED_OUT))

    sign_in(other, shared, "Petri Saarela")
    kept(petri, say)

    petri.reload()
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. Lisään.")


def test_an_older_tab_keeps_its_text_beside_the_newer(shared, petri, say):
    newer = petri.context.new_page()
    newer.goto(shared.address(EDIT))
    type_at_the_end(newer, " Uusi sivu.")
    kept(newer, say)

    type_at_the_end(petri, " Vanha sivu.")
    elsewhere = say("You have a newer text of this on another page. Both are kept.")
    expect(petri.locator("#kept")).to_contain_text(elsewhere)
    petri.locator("#kept").get_by_role("link").click()

    both = petri.get_by_label(say("The text to be kept"))
    expect(both).to_have_value(re.compile(r"Vanha sivu\.[\s\S]*Uusi sivu\."))
    axe(petri)


def test_who_leaves_with_something_unsaved_is_asked(petri):
    asked = []
    petri.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    petri.context.set_offline(True)
    type_at_the_end(petri, " Kesken.")
    petri.context.set_offline(False)
    petri.goto("about:blank")

    assert asked == ["beforeunload"]


def test_what_is_no_picture_is_refused_under_the_field(petri, say):
    paste(petri, "ohje.pdf", b"%PDF-1.7", "application/pdf")

    expect(petri.locator("#f-action ~ .error")).to_have_text(
        say("attachment.not_a_picture").replace("%(name)s", "ohje.pdf")
    )
    expect(action(petri)).to_have_value("Soitan. Kerron havainnon.")


def test_enter_in_a_line_saves(petri, say):
    petri.locator("#f-title").fill("Yhteinen tapa soittaa")
    petri.locator("#f-title").press("Enter")

    expect(petri.get_by_text(say("The draft is kept."))).to_be_visible()
    expect(petri.locator("#f-title")).to_have_value("Yhteinen tapa soittaa")


def test_escape_leaves_what_was_typed(petri):
    type_at_the_end(petri, " [[muis")
    expect(petri.get_by_role("listbox").get_by_role("option")).to_have_count(1)
    petri.keyboard.press("Escape")
    expect(petri.get_by_role("listbox")).to_have_count(0)
    petri.keyboard.type("tio]]")

    expect(action(petri)).to_have_value("Soitan. Kerron havainnon. [[muistio]]")
    expect(petri.get_by_role("listbox")).to_have_count(0)


def test_one_writes_with_a_thumb(shared, phone, say):
    sign_in(phone, shared, "Petri Saarela")
    phone.goto(shared.address(EDIT))
    type_at_the_end(phone, " Ja @ain")
    phone.get_by_role("option", name="Aino Koskela").tap()

    kept(phone, say)
    axe(phone)
    assert not phone.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_a_new_practice_is_kept_from_its_first_words(shared, petri, say):
    petri.goto(shared.address("/practices/new"))
    action(petri).fill("Soitan ensin talouteen.")
    kept(petri, say)
    axe(petri)
    with petri.expect_response(saves_a_pairs_work):
        petri.locator("#f-title").fill("Talous ensin")
        petri.get_by_label(say("How was this documented?")).select_option("pair")

    petri.reload()
    expect(petri.locator("#f-title")).to_have_value("Talous ensin")
    expect(action(petri)).to_have_value("Soitan ensin talouteen.")
    expect(petri.get_by_label(say("How was this documented?"))).to_have_value("pair")
    petri.get_by_role("button", name=say("Save the draft"), exact=True).last.click()
    expect(petri.get_by_role("heading", name="Talous ensin", level=1)).to_be_visible()


def saves_a_pairs_work(answer):
    return answer.ok and "method=pair" in (answer.request.post_data or "")
