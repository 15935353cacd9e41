"""S9: a workshop, from notes to practices."""

from playwright.sync_api import expect

from support.browser import axe, come_in, go_further, sign_in

QUESTION = "Mitä asiakkuuden kehittäminen meillä oikeasti on?"
FACILITATOR = "Aino Koskela"
SAID = {
    "Aino Koskela": "En vaadi etusijaa, vaihdan.",
    "Petri Saarela": "Seison puoli tuntia varastossa ennen palaveria.",
    "Marjatta Hietala": "Pyydän päästä valvomoon vuoronvaihtoon.",
    "Noora Vainio": "Osastolla puhutaan kahvista, ei palvelutasosta.",
    "Jesse Lindqvist": "Kirjoitan vihkoon asiakkaan omat sanat.",
    "Leena Ahokas": "Yksi luku kerrallaan.",
    "Tuomas Rinne": "Lisää kahvia palavereihin.",
}
UPPER, SUB = "Asiakkaan arjessa", "Käyn paikalla"
PETRIS, MARJATTAS, DROPPED = (
    SAID["Petri Saarela"],
    SAID["Marjatta Hietala"],
    SAID["Tuomas Rinne"],
)

# As tall as the wall: a page that scrolls under a held mouse has another note under it.
TALL = {"width": 1280, "height": 1800}
NEWS = 15_000  # a page asks every three seconds, and seven ask


def test_seven_people_write_group_and_draft(site, visit, say, language):
    site.invite(*SAID, language=language)
    aino = visit()
    aino.set_viewport_size(TALL)
    sign_in(aino, site, FACILITATOR)
    board = opened(aino, say)
    axe(aino)

    # Everybody writes at once; what comes in disturbs nobody who is writing.
    mine = aino.get_by_label(say("Your note"), exact=True)
    mine.fill(SAID[FACILITATOR])
    others = {name: visit() for name in SAID if name != FACILITATOR}
    for name, page in others.items():
        come_in(page, site, name)
        page.goto(board)
        put_up(page, say, SAID[name])
    expect(aino.locator(".sticky")).to_have_count(6, timeout=NEWS)
    expect(mine).to_have_value(SAID[FACILITATOR])
    expect(mine).to_be_focused()
    aino.get_by_role("button", name=say("Put it up")).click()
    for name, words in SAID.items():
        expect(note(aino, words).locator(".by")).to_have_text(name)

    # Grouping, by keys and by hand.
    aino.get_by_role("button", name=say("Begin to group")).click()
    petri = others["Petri Saarela"]
    arrives(petri.get_by_label(say("New group")))
    name_group(aino, say, UPPER, "upper")
    name_group(aino, say, SUB, "sub")
    upper, sub = section(aino, UPPER), section(aino, SUB)
    carry(aino, note(aino, PETRIS), to=SUB)
    expect(note(sub, PETRIS).locator(".by")).to_have_text("Petri Saarela")
    note(aino, MARJATTAS).drag_to(sub)
    expect(note(sub, MARJATTAS).locator(".by")).to_have_text("Marjatta Hietala")
    carry(aino, sub.locator("header"), to=UPPER)
    expect(note(upper, PETRIS)).to_be_visible()
    move_by_form(aino, say, note(aino, DROPPED), say("Discarded"))
    expect(note(aino.locator(".pile"), DROPPED).locator(".by")).to_have_text("Tuomas Rinne")
    arrives(note(section(petri, UPPER), PETRIS))
    axe(aino)
    aino.emulate_media(color_scheme="dark")
    axe(aino)

    # On paper there is everything that hangs, and nothing else.
    aino.emulate_media(media="print", color_scheme="light")
    everything_is_printed(aino, say)
    aino.emulate_media(media="screen")

    # A group becomes a draft, and the notes are its source.
    upper.get_by_role("link", name=say("Draft a practice of this")).first.click()
    aino.get_by_label(say("Whose knowledge is this?")).select_option("Petri Saarela")
    aino.get_by_role("button", name=say("Make the draft")).click()
    expect(aino.get_by_label(say("What I do"))).to_have_value(
        f"### {SUB}\n\n- {PETRIS}\n- {MARJATTAS}"
    )
    expect(aino.locator("#f-method")).to_have_value("workshop")
    aino.get_by_role("link", name=QUESTION).click()
    expect(note(aino, PETRIS).locator(".by")).to_have_text("Petri Saarela")
    expect(note(aino, MARJATTAS).locator(".by")).to_have_text("Marjatta Hietala")
    arrives(section(petri, UPPER).get_by_role("link", name=UPPER, exact=True))


def arrives(thing):
    """Wait for what somebody else did."""
    expect(thing).to_be_visible(timeout=NEWS)


def everything_is_printed(page, say):
    for words in (UPPER, SUB, say("Discarded")):
        expect(page.get_by_role("heading", name=words, exact=True)).to_be_visible()
    for words in SAID.values():
        expect(note(page, words)).to_be_visible()
    expect(page.locator("#desk, .hand").locator("visible=true")).to_have_count(0)


def opened(page, say):
    """Open a board by its form and return its address."""
    go_further(page, say, "Workshop boards")
    page.get_by_role("link", name=say("Open a board")).click()
    page.get_by_label(say("Question")).fill(QUESTION)
    page.get_by_role("button", name=say("Open the board")).click()
    page.get_by_role("heading", name=QUESTION).wait_for()
    return page.url


def put_up(page, say, words):
    page.get_by_label(say("Your note"), exact=True).fill(words)
    page.get_by_role("button", name=say("Put it up")).click()
    expect(note(page, words)).to_be_visible()


def name_group(page, say, name, level):
    page.get_by_label(say("New group")).fill(name)
    page.get_by_label(say(f"group_level.{level}"), exact=True).check()
    page.get_by_role("button", name=say("Add the group")).click()
    expect(section(page, name)).to_be_visible()


def note(place, words):
    return place.locator(".sticky", has_text=words)


def section(page, name):
    """Return the group of that name, as a region with its heading."""
    return page.get_by_role("region", name=name, exact=True)


def carry(page, thing, *, to):
    """Pick a thing up by keys, step to a place and put it down."""
    grip = thing.locator(".grip")
    grip.press("Enter")
    expect(page.locator("[data-grip][aria-pressed=true]")).to_be_focused()
    told = page.locator("#told")
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        if told.inner_text().strip() == to:
            break
    expect(told).to_have_text(to)
    page.keyboard.press("Enter")
    expect(told.locator(".flash")).to_contain_text(to)


def move_by_form(page, say, thing, place):
    thing.locator("summary").click()
    thing.get_by_label(say("Move to")).select_option(place)
    thing.get_by_role("button", name=say("Move"), exact=True).click()
