"""S3: choosing the fitting medium for what must be heard."""

import base64

from support.browser import axe, sign_in, words

TITLE = "Sopimusrajan vetäminen loukkaamatta"
ADDRESS = "/practices/sopimusrajan-vetäminen-loukkaamatta"
NOTE = "Katso video juuri ennen kokousta ja kuuntele, missä kohdassa Marjatta on hiljaa."
# A second of a moving picture, filmed by the browser itself.
FILM = """async () => {
    const canvas = document.createElement("canvas");
    const brush = canvas.getContext("2d");
    const stream = canvas.captureStream(10);
    const recorder = new MediaRecorder(stream, { mimeType: "video/webm" });
    const chunks = [];
    recorder.ondataavailable = (event) => chunks.push(event.data);
    const ended = new Promise((done) => { recorder.onstop = done; });
    recorder.start();
    for (let turn = 0; turn < 10; turn += 1) {
        brush.fillRect(turn * 10, 0, 10, 100);
        await new Promise((done) => setTimeout(done, 100));
    }
    recorder.stop();
    await ended;
    const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}"""


def test_what_must_be_heard_is_proposed_as_a_video_and_another_form_needs_a_reason(
    demo_site, page, say
):
    sign_in(page, demo_site, "Noora Vainio")
    write(page, demo_site, say)
    page.get_by_label(say("What I do")).fill(NOTE)

    answer(page, say)
    proposed = page.locator("#proposed")
    assert say("proposal.video_tone") in proposed.inner_text()
    axe(page)

    page.get_by_label(say("medium.short_text")).check()
    page.get_by_role("button", name=say("Save the draft")).click()
    assert page.get_by_text(say("medium.another_needs_reason")).first.is_visible()
    assert page.get_by_label(say("What I do")).input_value() == NOTE
    assert page.get_by_label(say("medium.short_text")).is_checked()
    axe(page)

    page.get_by_label(say("Why this form?")).fill("Kokouksessa ei voi katsoa videota.")
    page.get_by_role("button", name=say("Save the draft")).click()
    page.goto(demo_site.address(ADDRESS))
    told = page.locator("#medium").inner_text()
    assert say("medium.short_text") in told
    assert "Kokouksessa ei voi katsoa videota." in told
    assert say("Proposed") in told
    axe(page)


def test_a_video_that_is_not_there_holds_the_practice_back(demo_site, visit, say):
    noora, marjatta, jesse = visit(), visit(), visit(phone=True)
    for person, name in ((noora, "Noora"), (marjatta, "Marjatta"), (jesse, "Jesse")):
        sign_in(person, demo_site, FULL[name])
    hand_over(noora, demo_site, say)
    assert noora.get_by_text(
        say("Awaits the approval of the one whose knowledge it is")
    ).is_visible()
    jesse.goto(demo_site.address(ADDRESS))
    assert NOTE not in jesse.get_by_role("main").inner_text()

    approve(marjatta, demo_site, say)
    jesse.goto(demo_site.address(ADDRESS))
    assert NOTE in jesse.get_by_role("main").inner_text()
    assert say("documented_as.pair", people=pair(say)) in jesse.locator(".side").inner_text()
    assert stage(marjatta) == say("stage.identified")
    missing = marjatta.locator("#cycle .panel")
    assert say("missing.video") in missing.inner_text()
    axe(marjatta)

    missing.get_by_role("link", name=say("deed.add_video")).click()
    assert marjatta.get_by_label(say("medium.video")).is_checked()


def test_with_the_video_it_is_documented(demo_site, visit, say):
    noora, marjatta = visit(), visit()
    sign_in(noora, demo_site, "Noora Vainio")
    sign_in(marjatta, demo_site, "Marjatta Hietala")
    hand_over(noora, demo_site, say)
    approve(marjatta, demo_site, say)
    marjatta.locator("#cycle .panel").get_by_role("link").click()

    film = base64.b64decode(marjatta.evaluate(FILM))
    marjatta.get_by_label(say("Add files")).set_input_files(
        {"name": "raja.webm", "mimeType": "video/webm", "buffer": film}
    )
    marjatta.get_by_role("button", name=say("Hand over for readers")).click()

    assert stage(marjatta) == say("stage.documented")
    axe(marjatta)


FULL = {
    "Noora": "Noora Vainio",
    "Marjatta": "Marjatta Hietala",
    "Jesse": "Jesse Lindqvist",
}


def write(page, site, say):
    page.goto(site.address(ADDRESS))
    page.get_by_role("main").get_by_role("link", name=say("deed.write")).click()


def answer(page, say):
    """Answer as one does who has heard Marjatta do it."""
    group = page.get_by_role("group", name=say("Must one see or hear it to understand it?"))
    group.get_by_label(say("Yes"), exact=True).check()
    page.get_by_label(say("matter.tone")).check()
    page.get_by_text(say("proposal.video_tone")).wait_for()


def hand_over(page, site, say):
    """Noora writes with Marjatta, takes the proposed video and hands the text over."""
    write(page, site, say)
    answer(page, say)
    page.get_by_role("button", name=say("Take this")).click()
    assert page.get_by_label(say("medium.video")).is_checked()
    page.get_by_label(say("What I do")).fill(NOTE)
    page.get_by_label(say("How was this documented?")).select_option("pair")
    page.get_by_text(say("With whom?")).click()
    page.get_by_label("Marjatta Hietala").check()
    page.get_by_role("button", name=say("Hand over for readers")).click()
    assert page.locator("h1").inner_text() == TITLE


def approve(page, site, say):
    page.goto(site.address())
    waiting = page.get_by_role("listitem").filter(has_text=TITLE)
    waiting.get_by_role("link", name=say("Read and decide")).first.click()
    page.get_by_role("button", name=say("Approve and publish")).click()


def pair(say):
    """The two names as a reader's language joins them."""
    joint = "ja" if say("Yes") == words("fi")("Yes") else "and"
    return f"Noora Vainio {joint} Marjatta Hietala"


def stage(page):
    return page.locator("a.chip[href='#cycle']").inner_text().strip()
