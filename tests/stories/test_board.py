"""The cycle as a whole: from the board to where it is stuck, also narrow and in the dark."""

import pytest
from playwright.sync_api import expect

from support.browser import PHONE, axe, come_in, go_further

SMALLEST = {"width": 320, "height": 640}
WIDER = "document.documentElement.scrollWidth > innerWidth"
# Words of a chart that stand beyond its edges, by more than a pixel of rounding.
BEYOND = """charts => charts.flatMap(chart => {
  const edge = chart.getBoundingClientRect();
  return [...chart.querySelectorAll("text")]
    .filter(word => {
      const at = word.getBoundingClientRect();
      return at.left < edge.left - 1 || at.right > edge.right + 1;
    })
    .map(word => word.textContent);
})"""


def test_the_board_leads_to_what_has_waited_longest(demo_site, visit, say):
    page = visit()
    come_in(page, demo_site, "Jesse Lindqvist")
    page.goto(demo_site.address("/"))

    go_further(page, say, "The cycle of tacit knowledge")
    expect(page.locator(".card").first).to_be_visible()
    page.locator(".seci summary").click()
    expect(page.locator(".seci svg.drawn[role=img]")).to_be_visible()
    page.emulate_media(color_scheme="dark")
    axe(page)
    page.get_by_role("link", name=say("Where is it stuck")).click()
    expect(page.locator("#halt")).to_be_visible()
    axe(page)
    page.locator(".halt a").click()

    expect(page.get_by_role("heading", level=1)).to_have_text(say("What has waited longest"))
    expect(page.locator(".lines > li").first).to_be_visible()


@pytest.mark.parametrize("path", ["/programme", "/cycle/stuck", "/cycle/balance"])
def test_no_word_of_a_chart_stands_beyond_its_edge(demo_site, visit, path):
    page = visit()
    come_in(page, demo_site, "Leena Ahokas")
    page.goto(demo_site.address(path))
    charts = page.locator("svg.drawn[role=img]")
    expect(charts.first).to_be_visible()

    for screen in (SMALLEST, PHONE):
        page.set_viewport_size(screen)
        assert charts.evaluate_all(BEYOND) == []
        assert not page.evaluate(WIDER)
    page.emulate_media(color_scheme="dark")
    axe(page)
