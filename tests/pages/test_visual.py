"""What the visual mode asks of the house, and what it leaves alone without JavaScript."""

import pytest

from support import make

NAMED = "Laskun selitys"
DRAWN = "```mermaid\n%% alt: Kolme vaihetta\nflowchart LR\n  A --> B\n```"


@pytest.fixture
def petri(signed_in):
    return signed_in("Petri Saarela")


def token_of(browser):
    return browser.get("/practices/new").forms["writing"]["csrf_token"].value


def test_texts_are_compared_as_their_readers_see_them(petri):
    sent = [("csrf_token", token_of(petri)), ("before", "* a"), ("after", "- a")]
    sent += [("before", "**b**"), ("after", r"\*\*b**")]

    assert petri.post("/likeness", sent).json == {"different": [1]}


def test_a_text_over_the_limits_is_not_compared(petri):
    sent = [("csrf_token", token_of(petri)), ("before", "> " * 30 + "a"), ("after", "a")]

    answer = petri.post("/likeness", sent, status=422)

    assert answer.status_int == 422


def test_readers_compare_no_texts(signed_in):
    jesse = signed_in("Jesse Lindqvist")
    token = jesse.get("/sparring/new").html.select_one("[name=csrf_token]")["value"]

    jesse.post("/likeness", {"csrf_token": token, "before": "a", "after": "a"}, status=403)


def test_the_form_is_whole_without_the_visual_mode(petri):
    page = petri.get("/practices/new")

    assert page.html.select_one("#visual").has_attr("hidden")
    assert len(page.html.select("textarea[data-markdown]:not([hidden])")) == 5


def test_a_diagram_is_read_as_text_where_nothing_draws_it(petri):
    practice = make.practice(NAMED, by=petri.person)
    make.document(practice, by=petri.person, action=DRAWN)

    page = petri.get(f"/practices/{practice.slug}")

    assert "A --> B" in page.html.select_one("figure.diagram pre").text
    assert page.html.select_one("figure.diagram figcaption").text == "Kolme vaihetta"
    assert page.html.select_one("#diagrams")["data-frame"] == "/diagram"


def test_a_page_without_diagrams_loads_nothing_of_them(petri):
    practice = make.practice(NAMED, by=petri.person)
    make.document(practice, by=petri.person)

    page = petri.get(f"/practices/{practice.slug}")

    assert page.html.select("#diagrams, script[src*='diagram']") == []


def test_the_frame_can_do_nothing_but_draw(petri):
    frame = petri.get("/diagram")

    policy = frame.headers["Content-Security-Policy"]
    assert policy.endswith("; sandbox allow-scripts")
    assert "default-src 'none'; script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy
    assert "connect-src" not in policy
    assert frame.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_only_the_frame_s_scripts_may_be_asked_from_elsewhere(petri):
    frame = petri.get("/diagram")
    own = [one["src"] for one in frame.html.select("script")]

    policies = [petri.get(one).headers["Cross-Origin-Resource-Policy"] for one in own]

    assert policies == ["cross-origin", "cross-origin"]
    answer = petri.get("/static/vendor/milkdown.js")
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-cache"


def test_the_frame_is_for_those_who_signed_in(client):
    client.get("/diagram", status=302)
