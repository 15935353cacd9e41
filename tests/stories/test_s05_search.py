"""S5: the newcomer finds it in other words, in either language, or hears that nothing fits."""

import pytest

from kb.search.forms import Question
from kb.search.queries import find
from kb.search.results.listing import rows_of
from support.browser import axe, go_further, sign_in
from support.reference import lines

SILENT = "ei vastaa viesteihin eikä soittopyyntöihin"
ANGRY = "client yelling at me on the phone"
UNRELATED = "matkalaskun hyväksyminen ulkomaanmatkasta"
P03, P04 = "Hiljaisen asiakkaan herättäminen", "Vihaisen puhelun ensimmäiset viisi minuuttia"
P04_EN = "The first five minutes of an angry call"
UNWRITTEN = "Irtisanomisen haistaminen"
GOAL_IN_OTHER_WORDS = "sähköasiakkaat vaihtavat vastuuhenkilöä kenenkään häiriintymättä"
MANY = "asiakas"
MOST_TABS = 80


def test_the_newcomer_finds_it_in_other_words(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, SILENT)

    hit = first_three(page).filter(has_text=P03)
    assert hit.count() == 1
    told = hit.inner_text()
    for fact in ("stage.internalised", "industry.general", "medium.short_text"):
        assert say(fact) in told
    assert "Aino Koskela" in told
    assert 0 < lines_high(hit.locator(".excerpt")) <= 2
    axe(page)

    tab_to(page, f".hit h3 a:text-is('{P03}')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/practices/**")
    assert page.get_by_role("heading", name=P03, level=1).is_visible()


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
    tab_to(jesse, "a.btn.main")
    jesse.keyboard.press("Enter")
    jesse.wait_for_url("**/needs/new**")
    assert jesse.locator("textarea").first.input_value() == UNRELATED
    tab_to(jesse, "main button[type=submit]")
    jesse.keyboard.press("Enter")
    jesse.wait_for_url(lambda url: "/needs/new" not in url)

    go_further(leena, say, "Knowledge needs")
    leena.wait_for_url("**/needs*")
    assert UNRELATED in leena.get_by_role("main").inner_text()


def test_what_nobody_wrote_is_found_with_whom_to_ask(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, UNWRITTEN)

    hit = page.locator(".hit").first
    assert say("Not written down yet. Ask:") in hit.inner_text()
    assert "Marjatta Hietala" in hit.locator(".ask").inner_text()
    tab_to(page, ".hit .ask a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask**")
    assert "Marjatta Hietala" in page.get_by_role("main").inner_text()


def test_results_come_while_typing_and_the_reader_stays_in_the_question(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, "lasku")
    page.evaluate("document.getElementById('found').dataset.former = ''")

    page.keyboard.press("/")
    page.keyboard.press("End")
    page.keyboard.type("n ensimmäinen kerta", delay=20)
    page.wait_for_url("**ensimm*")

    page.locator("#found[data-former]").wait_for(state="detached")
    assert focused(page, "#q")
    assert page.locator("#said").inner_text() == count_said(page)


def test_the_results_are_limited_and_counted_by_keyboard_alone(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, MANY)
    every = count_said(page)
    expected = page.locator("label:has(#f-stage-identified) .n").inner_text()

    tab_to(page, "#f-stage-identified")
    page.keyboard.press("Space")
    page.wait_for_url("**stage=identified*")
    page.locator("a.chip").wait_for()

    assert focused(page, "#f-stage-identified")
    assert count_said(page).split()[0] == expected
    assert page.locator("#said").inner_text() == count_said(page)
    axe(page)

    tab_to(page, "a.chip")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "stage=" not in url)
    page.locator("a.chip").wait_for(state="detached")
    assert focused(page, "#found")
    assert count_said(page) == every


def test_the_next_page_is_read_from_its_beginning(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, MANY)
    first = titles(page)

    tab_to(page, "a[rel=next]")
    page.keyboard.press("Enter")
    page.wait_for_url("**page=2*")
    page.locator("a[rel=prev]").wait_for()

    assert focused(page, "#found")
    assert page.locator("ol[start='13'] .hit").count() == len(titles(page)) > 0
    assert titles(page) != first
    page.go_back()
    page.locator("a[rel=prev]").wait_for(state="detached")
    assert titles(page) == first


def test_on_the_phone_limits_are_folded_and_people_stand_below(demo_site, phone, say):
    sign_in(phone, demo_site, "Jesse Lindqvist")
    phone.goto(demo_site.address(f"/search?q={MANY}"))

    limit = phone.locator("#f-stage-identified")
    assert not limit.is_visible()
    last, people = phone.locator(".hit").last, phone.locator("aside .people")
    assert last.bounding_box()["y"] < people.bounding_box()["y"]
    axe(phone)

    phone.locator("summary").filter(has_text=say("Limit the results")).tap()
    limit.check()
    phone.wait_for_url("**stage=identified*")
    phone.locator("a.chip").wait_for()
    limit.uncheck()
    phone.wait_for_url(lambda url: "stage=" not in url)
    phone.locator("a.chip").wait_for(state="detached")
    assert limit.is_visible()  # what was opened stays open
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_colleague_is_found_by_name_and_can_be_asked(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, "marjatta")

    named = page.locator(".named .person")
    assert named.count() == 1
    assert named.get_by_role("link", name="Marjatta Hietala", exact=True).is_visible()
    tab_to(page, ".named a.btn")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask**")


def test_people_are_told_with_reasons_ones_own_industry_first(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, MANY)

    people = page.locator("aside .people .person")
    assert people.count() == 3
    shares = [say("industry.energy") in told for told in people.all_inner_texts()]
    assert shares == sorted(shares, reverse=True)
    for person in people.all():
        assert person.locator(".reasons li").count() >= 1
        assert person.get_by_role("link", name=say("Ask")).last.is_visible()


def test_a_term_that_is_named_is_explained_first(demo_site, page, say):
    sign_in(page, demo_site, "Jesse Lindqvist")
    search(page, demo_site, "kosketuspiste")

    panel = page.locator(".hit").first
    assert "panel" in panel.get_attribute("class")
    assert say("Glossary") in panel.inner_text()
    axe(page)


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
    """Ask by keyboard alone, from the first page."""
    page.goto(site.address())
    page.keyboard.press("/")
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    page.wait_for_load_state("networkidle")
    page.locator("#found").wait_for()


def tab_to(page, selector):
    """Press Tab until what is meant has the focus."""
    wanted = page.locator(selector).first
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    pytest.fail(f"{selector} cannot be reached by Tab")


def focused(page, selector):
    return page.locator(selector).evaluate("one => one === document.activeElement")


def count_said(page):
    return page.locator("#found").inner_text()


def titles(page):
    return page.locator(".hit h3").all_inner_texts()


def first_three(page):
    return page.locator(".hit:nth-child(-n+3)")


def lines_high(text):
    """Return how many lines high a text is."""
    return text.evaluate(
        "one => Math.round(one.clientHeight / parseFloat(getComputedStyle(one).lineHeight))"
    )
