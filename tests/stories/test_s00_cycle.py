"""S0: a sparring note becomes a practice that somebody else does, and the stage follows."""

import re

from support.browser import axe, sign_in

QUESTION = "Yhteyshenkilö jää perhevapaalle, ja kaikki oli hänen muistissaan. Mitä nyt?"
ADVICE = "Pyydä häneltä puoli tuntia ja käy läpi, keitä hän itse soittaa, kun jokin takkuaa."
TITLE = "Lähtevän yhteyshenkilön puhelinluettelo"
GOAL = "Jesse osaa turvata asiakkaan tiedot ennen poissaoloa"


def test_from_a_note_to_a_practice_somebody_else_does(demo_site, visit, say):
    petri, jesse = visit(), visit()
    sign_in(petri, demo_site, "Petri Saarela")
    sign_in(jesse, demo_site, "Jesse Lindqvist")

    take_note(petri, demo_site, say)
    write_practice(petri, say)
    assert stage(petri) == say("stage.documented")
    demo_site.work()

    find(jesse, demo_site, say)
    propose_pair(petri, demo_site, say)
    accept_pair(jesse, demo_site, say)
    record_meeting(petri, say)
    open_practice(petri, demo_site)
    assert stage(petri) == say("stage.shared")

    jesse.goto(demo_site.address())
    assert "yhteyshenkilö kertoo jäävänsä pois" in jesse.get_by_role("main").inner_text()
    axe(jesse)
    try_it(jesse, demo_site, say, day="2026-11-02", verdict="worked")
    assert stage(jesse) == say("stage.shared")
    try_it(jesse, demo_site, say, day="2026-11-09", verdict="adapted")
    jesse.get_by_role("link", name=say("Not now")).click()
    jesse.get_by_role("main").get_by_role("button", name=say("Part of my work")).first.click()

    assert stage(jesse) == say("stage.internalised")
    made_own = jesse.get_by_role("heading", name=say("Made their own (%(num)d)", num=1))
    assert made_own.is_visible()
    axe(jesse)


def take_note(page, site, say):
    page.goto(site.address("/sparring/new"))
    page.get_by_label(say("What was asked?")).fill(QUESTION)
    page.get_by_label(say("Which advice helped?")).fill(ADVICE)
    page.get_by_label(say("With whom?")).fill("Aino Koskela")
    axe(page)
    page.get_by_role("button", name=say("Save and make it a practice")).click()


def write_practice(page, say):
    assert page.get_by_label(say("What I do")).input_value() == ADVICE
    page.get_by_label(say("Name"), exact=True).fill(TITLE)
    page.get_by_label(say("Whose knowledge is this?")).select_option(say("Mine"))
    page.get_by_label(say("Situation"), exact=True).fill("Avainhenkilö on jäämässä pois.")
    page.get_by_label(say("medium.short_text")).check()
    page.get_by_label(say("Why this form?")).fill("Luettelo luetaan kiireessä.")
    axe(page)
    page.get_by_role("button", name=say("Hand over for readers")).click()


def find(page, site, say):
    page.goto(site.address("/search"))
    box = page.get_by_role("search").get_by_role("combobox")
    box.fill("vain yksi ihminen tietää ja hän on lähdössä pois töistä")
    box.press("Enter")
    first = page.get_by_role("main").locator(".hit").filter(has_text=TITLE)
    first.wait_for()
    first.get_by_role("link", name=TITLE).click()
    assert page.locator("h1").inner_text() == TITLE


def propose_pair(page, site, say):
    page.get_by_role("link", name=say("deed.pair")).click()
    page.get_by_label(say("Goal"), exact=True).fill(GOAL)
    page.get_by_label(say("goal_kind.do_alone")).check()
    page.get_by_label(say("Who can do it already: the mentor")).select_option("Petri Saarela")
    page.get_by_label(say("Who will do it next: the learner")).select_option("Jesse Lindqvist")
    axe(page)
    page.get_by_role("button", name=say("On to the means")).click()
    page.get_by_label(re.compile(re.escape(say("means.pair_work")))).first.check()
    page.get_by_label(TITLE).check()
    page.get_by_label(say("Why do you want this?")).fill("Tätä ei pidä oppia kantapään kautta.")
    axe(page)
    page.get_by_role("button", name=say("Propose the pair")).click()


def accept_pair(page, site, say):
    page.goto(site.address())
    page.get_by_role("listitem").filter(has_text=GOAL).get_by_role("link").first.click()
    page.get_by_label(say("Why do you want this?")).fill("Otan energia-asiakkaat keväällä.")
    page.get_by_role("button", name=say("I am in")).click()


def record_meeting(page, say):
    page.reload()
    page.get_by_label(say("What happened, what was noticed")).fill("Kävimme soittolistan läpi.")
    page.get_by_role("main").get_by_role("checkbox", name=TITLE).check()
    page.get_by_label(say("Practice"), exact=True).select_option(TITLE)
    page.get_by_label(say("When …")).fill("yhteyshenkilö kertoo jäävänsä pois")
    page.get_by_label(say("then …")).fill("pyydän häneltä puoli tuntia")
    axe(page)
    page.get_by_role("button", name=say("Save the meeting")).click()


def try_it(page, site, say, *, day, verdict):
    open_practice(page, site)
    page.get_by_role("main").get_by_role("link", name=say("I tried this")).first.click()
    page.get_by_label(say("When did you try it?")).fill(day)
    page.get_by_label(say(f"verdict.{verdict}"), exact=True).check()
    page.get_by_label(say("What happened?")).fill("Sain listan ja kaksi uutta nimeä.")
    axe(page)
    page.get_by_role("button", name=say("Keep the trial")).click()


def open_practice(page, site):
    page.goto(site.address("/practices/lähtevän-yhteyshenkilön-puhelinluettelo"))


def stage(page):
    return page.locator("a.chip[href='#cycle']").inner_text().strip()
