"""A diagram in a practice's text is drawn in its frame, told in words, and read as text."""

from kb.people.queries import person_by_email
from support import make
from support.browser import axe, sign_in

PETRI, TITLE = "Petri Saarela", "Laskun selitys"
DRAWN = "```mermaid\n%% alt: Kiireessä soitetaan\nflowchart LR\n  A[Kiire] --> B[Soita]\n```"
BROKEN = "```mermaid\nflowchart LR\n  A -->\n```"
HUGE = "```mermaid\nflowchart LR\n" + "  A --> B\n" * 2_000 + "```"
ATTACK = """```mermaid
flowchart LR
  A["<b onmouseover='parent.document.title=1'>Kiire</b>"] --> B
  click A href "javascript:alert(1)"
```"""


def read(site, page, action):
    """Open a practice that says ``action``."""
    site.invite(PETRI)
    with site.writing():
        petri = person_by_email(make.email_of(PETRI))
        practice = make.practice(TITLE, by=petri)
        make.document(practice, by=petri, action=action)
        slug = practice.slug
    sign_in(page, site, PETRI)
    page.goto(site.address(f"/practices/{slug}"))


def drawing(page, name):
    """Return the drawing of that name, once it is there."""
    frame = page.frame_locator(f'iframe[title="{name}"]')
    frame.locator("svg:visible").wait_for()
    return frame


def test_a_diagram_is_drawn_and_told_in_words(site, page, say):
    read(site, page, DRAWN)

    frame = drawing(page, "Kiireessä soitetaan")

    assert "Soita" in frame.locator("svg:visible").text_content()
    figure = page.get_by_role("figure")
    assert figure.get_by_text("Kiireessä soitetaan", exact=True).is_visible()
    source = figure.get_by_text("A[Kiire] --> B[Soita]")
    assert not source.is_visible()
    figure.get_by_text(say("The diagram as text")).click()
    assert source.is_visible()
    axe(page)


def test_a_diagram_follows_the_theme_and_prints_light(site, page):
    read(site, page, DRAWN)
    frame = drawing(page, "Kiireessä soitetaan")
    assert frame.locator(".light svg").is_visible()

    page.get_by_role("banner").locator("#theme").click()
    frame.locator(".dark svg").wait_for()
    assert not frame.locator(".light svg").is_visible()
    page.emulate_media(media="print")

    assert frame.locator(".light svg").is_visible()
    assert not frame.locator(".dark svg").is_visible()
    assert not page.get_by_text("A[Kiire] --> B[Soita]").is_visible()


def test_what_cannot_be_drawn_is_said_and_read(site, page, say):
    read(site, page, f"{BROKEN}\n\n{HUGE}")

    line = say("This diagram cannot be drawn: look at line %(line)s of its text.", line=2)
    page.get_by_text(line).wait_for()
    page.get_by_text(say("This diagram is too large to be drawn; read its text.")).wait_for()

    assert page.get_by_text("A -->", exact=False).first.is_visible()
    assert page.locator("iframe:visible").count() == 0
    axe(page)


def test_a_diagram_acts_on_nothing(site, browser, language, say):
    reader = browser.new_context(locale=language).new_page()  # its complaint is the policy's
    read(site, reader, ATTACK)

    frame = drawing(reader, say("Diagram"))
    drawn = frame.locator("svg:visible").evaluate("(one) => one.outerHTML")
    frame.get_by_text("Kiire").first.hover()

    assert "Kiire" in drawn
    assert "onmouseover" not in drawn
    assert "javascript:" not in drawn
    assert TITLE in reader.title()
    reader.context.close()


def test_a_page_and_its_frame_listen_to_each_other_alone(site, page):
    read(site, page, DRAWN)
    frame, beside = drawing(page, "Kiireessä soitetaan"), page.locator("iframe")
    before = beside.get_attribute("height"), frame.locator("main").inner_html()

    page.evaluate("postMessage({ height: 4000, fault: true }, '*')")
    frame.locator("main").evaluate(
        "() => postMessage({ text: 'flowchart LR\\n  X', scheme: 'no' }, '*')"
    )
    page.evaluate("() => new Promise((done) => setTimeout(done, 500))")

    assert (beside.get_attribute("height"), frame.locator("main").inner_html()) == before
    assert frame.locator("html").get_attribute("data-scheme") in {"light", "dark"}


def test_without_javascript_it_is_read_as_text(site, browser):
    reader = browser.new_context(java_script_enabled=False).new_page()
    read(site, reader, DRAWN)

    assert reader.get_by_text("A[Kiire] --> B[Soita]").is_visible()
    assert reader.get_by_text("Kiireessä soitetaan", exact=True).is_visible()
    reader.context.close()
