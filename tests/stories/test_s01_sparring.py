"""S1: sparring caught before it evaporates."""

from support.browser import axe, sign_in

QUESTION = "Mitä teen, kun asiakkaan uusi päällikkö ei vastaa kutsuihin?"
ADVICE = "Pyydä edellistä yhteyshenkilöä esittelemään teidät viestillä."


def test_three_fields_on_a_phone_and_it_is_kept(demo_site, visit, say):
    petri, jesse = visit(phone=True), visit()
    sign_in(petri, demo_site, "Petri Saarela")
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    petri.get_by_role("link", name=say("Record a sparring note")).first.click()
    axe(petri)

    required = petri.get_by_role("main").locator("[required]")
    assert required.count() == 3
    save = petri.get_by_role("button", name=say("Save"), exact=True)
    assert save.bounding_box()["y"] + save.bounding_box()["height"] <= 844
    assert petri.evaluate("scrollY") == 0
    assert (
        say("industry.logistics") in petri.get_by_role("main").locator("summary").inner_text()
    )

    petri.get_by_label(say("What was asked?")).fill(QUESTION)
    petri.get_by_label(say("Which advice helped?")).fill(ADVICE)
    petri.get_by_label(say("With whom?")).fill("Aino Koskela")
    save.click()

    jesse.goto(demo_site.address("/sparring"))
    assert jesse.get_by_role("main").locator("h2").first.inner_text() == QUESTION
    axe(jesse)


def test_a_note_becomes_a_practice_with_links_both_ways(demo_site, page, say):
    sign_in(page, demo_site, "Petri Saarela")
    page.goto(demo_site.address("/sparring/new"))
    page.get_by_label(say("What was asked?")).fill(QUESTION)
    page.get_by_label(say("Which advice helped?")).fill(ADVICE)
    page.get_by_label(say("With whom?")).fill("Aino Koskela")
    page.get_by_role("button", name=say("Save"), exact=True).click()
    page.goto(demo_site.address("/sparring"))
    page.get_by_role("link", name=QUESTION).click()
    note = page.url
    axe(page)

    page.get_by_role("link", name=say("Make it a practice")).click()
    readers = page.get_by_label(say("The situation in the reader's words"))
    assert readers.input_value() == QUESTION
    assert page.get_by_label(say("What I do")).input_value() == ADVICE
    page.get_by_label(say("Whose knowledge is this?")).select_option("Aino Koskela")
    page.get_by_label(say("Name"), exact=True).fill("Uuden päällikön tavoittaminen")
    page.get_by_role("button", name=say("Save the draft")).click()

    assert page.locator("a.chip[href='#cycle']").inner_text().strip() == say("stage.identified")
    assert page.get_by_role("heading", name=say("What is still missing")).is_visible()
    axe(page)
    page.get_by_role("link", name=say("The sparring note")).click()
    assert page.url == note
    page.get_by_role("link", name="Uuden päällikön tavoittaminen").click()
    assert page.locator("h1").inner_text() == "Uuden päällikön tavoittaminen"


def test_a_colleague_approves_what_was_written_of_their_knowledge(demo_site, visit, say):
    petri, aino, jesse = visit(), visit(), visit()
    sign_in(petri, demo_site, "Petri Saarela")
    sign_in(aino, demo_site, "Aino Koskela")
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    petri.goto(demo_site.address("/practices/new"))
    petri.get_by_label(say("Name"), exact=True).fill("Uuden päällikön tavoittaminen")
    petri.get_by_label(say("What I do")).fill(ADVICE)
    petri.get_by_label(say("Whose knowledge is this?")).select_option("Aino Koskela")
    petri.get_by_role("button", name=say("Hand over for readers")).click()
    address = petri.url

    jesse.goto(address)
    assert ADVICE not in jesse.get_by_role("main").inner_text()
    aino.goto(demo_site.address())
    aino.get_by_role("link", name=say("Read and decide")).first.click()
    axe(aino)
    aino.get_by_role("button", name=say("Approve and publish")).click()

    jesse.goto(address)
    assert ADVICE in jesse.get_by_role("main").inner_text()
