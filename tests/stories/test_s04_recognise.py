"""S4: recognising and valuing."""

from support.browser import axe, sign_in

FIRST, SECOND = "Sopimusrajan vetäminen loukkaamatta", "Raportin poikkeaman lukeminen"
REASON = "Kaksi sopimusta pysyi voimassa, koska raja sanottiin ajoissa ja ystävällisesti."


def titles(section):
    return [one.strip() for one in section.locator("h3").all_inner_texts()]


def column(page, ident):
    return page.locator("section", has=page.locator(f"#{ident}"))


def weigh(page, say, title, criticality):
    line = page.locator("li.hit", has=page.get_by_role("link", name=title))
    line.get_by_label(say(f"criticality.{criticality}"), exact=True).check()


def test_the_owner_values_and_the_list_reorders_at_once(demo_site, page, say):
    sign_in(page, demo_site, "Leena Ahokas")
    page.goto(demo_site.address("/practices?stage=identified"))
    page.get_by_role("link", name=say("What is at risk")).click()
    order, awaiting = column(page, "order"), column(page, "awaiting")
    awaiting.get_by_role("link", name=FIRST).wait_for()
    assert SECOND in titles(awaiting)
    axe(page)

    weigh(page, say, FIRST, 2)
    order.get_by_role("link", name=FIRST).wait_for()
    weigh(page, say, SECOND, 3)
    order.get_by_role("link", name=SECOND).wait_for()

    assert FIRST not in titles(awaiting)
    found = titles(order)
    assert found.index(SECOND) < found.index(FIRST)
    weigh(page, say, FIRST, 4)
    page.wait_for_function(
        "([one, other]) => { const t = [...document.querySelectorAll('section:has(#order) h3')]"
        ".map(h => h.innerText.trim()); return t.indexOf(one) < t.indexOf(other) }",
        arg=[FIRST, SECOND],
    )
    page.reload()
    found = titles(order)
    assert found.index(FIRST) < found.index(SECOND)


def test_a_recognition_has_a_reason_and_stands_where_it_is_read(demo_site, visit, say):
    leena, marjatta = visit(), visit()
    sign_in(leena, demo_site, "Leena Ahokas")
    leena.goto(demo_site.address("/search?q=sopimusrajan"))
    leena.get_by_role("link", name=FIRST).first.click()
    leena.get_by_role("link", name=say("Give recognition")).click()
    axe(leena)
    reason = leena.get_by_label(say("Why? Say what it made possible."))
    assert reason.get_attribute("required") is not None
    reason.fill(REASON)
    leena.get_by_role("button", name=say("Give recognition")).click()

    given = leena.locator("#recognitions")
    assert REASON in given.inner_text()
    assert "Leena Ahokas" in given.inner_text()
    assert given.locator("time").count() == 1
    assert leena.locator("svg.ring .arc.thin").count() == 1  # the organisation's half alone
    axe(leena)
    leena.locator(".people").get_by_role("link", name="Marjatta Hietala").first.click()
    assert REASON in leena.locator("main").inner_text()
    axe(leena)

    sign_in(marjatta, demo_site, "Marjatta Hietala")
    assert REASON in marjatta.locator("main").inner_text()


def test_the_holder_sees_only_her_own(demo_site, page, say):
    sign_in(page, demo_site, "Marjatta Hietala")
    page.goto(demo_site.address("/my-knowledge"))

    said = page.locator("main").inner_text()
    assert FIRST in said
    assert "Lomakauden sijaiskansio" not in said
    assert page.get_by_role("navigation", name=say("Viewpoint")).count() == 0
    axe(page)


def test_the_map_shows_what_rests_on_whom(demo_site, page, say):
    sign_in(page, demo_site, "Leena Ahokas")
    page.goto(demo_site.address("/competence"))
    axe(page)
    page.goto(demo_site.address("/people"))
    page.get_by_role("link", name="Marjatta Hietala").first.click()
    page.get_by_role("link", name=say("On the competence map")).click()

    assert page.locator(".who .alone").count() == 6
    assert page.locator("table.who tbody tr").count() == 12
    axe(page)
