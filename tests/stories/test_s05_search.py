"""S5: the newcomer finds it in other words, in either language, or hears that nothing fits."""

import pytest

from kb.search.forms import Question
from kb.search.listing import rows_of
from kb.search.queries import find
from support.browser import axe, sign_in
from support.reference import lines

SILENT = "ei vastaa viesteihin eikä soittopyyntöihin"
ANGRY = "client yelling at me on the phone"
UNRELATED = "matkalaskun hyväksyminen ulkomaanmatkasta"
P03, P04 = "Hiljaisen asiakkaan herättäminen", "Vihaisen puhelun ensimmäiset viisi minuuttia"
P04_EN = "The first five minutes of an angry call"
GOAL_IN_OTHER_WORDS = "sähköasiakkaat vaihtavat vastuuhenkilöä kenenkään häiriintymättä"


def test_the_newcomer_finds_it_in_other_words(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, SILENT)

    hit = first_three(page).filter(has_text=P03)
    assert hit.count() == 1
    told = hit.inner_text()
    for fact in ("stage.internalised", "industry.general", "medium.short_text"):
        assert say(fact) in told
    assert "Aino Koskela" in told
    axe(page)


def test_a_question_in_english_finds_it_too(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, ANGRY)

    titles = first_three(page).locator("h3").all_inner_texts()
    assert {P04, P04_EN} & set(titles)


def test_nothing_fits_is_said_and_a_question_can_be_left(demo_site, visit, say):
    jesse, leena = visit(), visit()
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    sign_in(leena, demo_site, "Leena Ahokas")
    search(jesse, demo_site, UNRELATED)

    jesse.get_by_role("heading", name=say("Nothing fits this well.")).wait_for()
    axe(jesse)
    jesse.get_by_role("link", name=say("Leave a question")).first.click()
    assert jesse.locator("textarea").first.input_value() == UNRELATED
    jesse.get_by_role("main").get_by_role("button").last.click()
    axe(jesse)

    leena.get_by_role("link", name=say("Knowledge needs")).first.click()
    assert UNRELATED in leena.get_by_role("main").inner_text()
    axe(leena)


def test_what_nobody_wrote_is_found_with_whom_to_ask(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, "Irtisanomisen haistaminen")

    hit = page.locator(".hit").first
    assert say("Not written down yet. Ask:") in hit.inner_text()
    hit.get_by_role("link", name="Marjatta Hietala").click()
    assert "/ask" in page.url
    axe(page)


def test_results_come_while_typing_and_by_keyboard_alone(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address())
    page.keyboard.press("/")
    page.keyboard.type("lasku")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=lasku*")
    before = page.locator("#found").inner_text()

    page.locator("#q").focus()
    page.keyboard.press("End")
    page.keyboard.type("n ensimmäinen kerta", delay=20)
    page.wait_for_url("**ensimm*")
    first = page.locator(".hit h3 a").first
    first.wait_for()
    assert page.evaluate("document.activeElement.id") == "q"
    assert before
    first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/**")


def test_filters_keep_to_a_part_and_can_be_taken_away(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, "asiakas")
    every = page.locator(".hit").count()

    address = page.url + "&stage=identified"
    page.goto(address)
    kept = page.locator(".hit")
    assert 0 < kept.count() < every
    page.locator("a.chip").first.click()
    page.wait_for_url(lambda url: "stage=" not in url)
    assert page.locator(".hit").count() == every


def test_a_pairs_goal_is_found_by_the_pair_and_nobody_outside(demo_site, visit, say):
    jesse, noora = visit(), visit()
    sign_in(jesse, demo_site, "Jesse Lindqvist")
    sign_in(noora, demo_site, "Noora Vainio")

    search(jesse, demo_site, GOAL_IN_OTHER_WORDS)
    search(noora, demo_site, GOAL_IN_OTHER_WORDS)

    goal = "Energia-asiakkaat siirtyvät niin, ettei asiakas huomaa katkosta"
    pair = jesse.locator(".hit").filter(has_text=goal).filter(has_text=say("Pair"))
    assert pair.count() >= 1
    assert goal not in noora.get_by_role("main").inner_text()


@pytest.mark.parametrize("asked_in", ["fi", "en"])
def test_the_open_queries_are_answered(demo_site, asked_in):
    """Over the sixty open queries: in the first three 60 %, in the first five 70 %."""
    asked = [
        one for one in lines("demo/queries.jsonl") if one["must"] and one["lang"] == asked_in
    ]

    ranks = [rank(demo_site, one["q"], one["must"]) for one in asked]

    assert sum(place <= 3 for place in ranks) / len(asked) >= 0.60, ranks
    assert sum(place <= 5 for place in ranks) / len(asked) >= 0.70, ranks


def rank(site, words, must):
    """Return at which place a reader finds the practice; far away when not at all."""
    with site.reading():
        found = find(Question(words), seen_by=None, at_most=5)
        refs = [row["ref"] for row in rows_of(found)]
    return refs.index(must) + 1 if must in refs else 99


def search(page, site, words):
    page.goto(site.address("/search"))
    box = page.get_by_role("main").get_by_role("searchbox")
    box.fill(words)
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.wait_for_load_state("networkidle")
    page.locator("#found").wait_for()


def first_three(page):
    return page.locator(".hit:nth-child(-n+3)")
