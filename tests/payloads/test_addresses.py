"""No address leads out of the house, neither a reader nor the server."""

import re
from html import unescape
from urllib.parse import quote, unquote

import pytest

from support.attacks import WHOLE, dice, share
from support.lived_in import ask
from support.make import email_of
from support.pages import JESSE
from support.spellings import AWAY, CLIMBING
from support.tally import told
from support.tokens import token_in

pytestmark = pytest.mark.xdist_group("addresses")
HOME = "http://localhost/"
# Whatever a file outside would show of itself.
OUTSIDE = (
    "root:x:0",
    "SQLite format 3",
    "[core]",
    "def create_app",
    "for tests",
    "for stories",
)
LANDS = "([places, home]) => places.filter((one) => new URL(one, home).origin + '/' !== home)"


def test_no_next_page_is_elsewhere(house, judge, request):
    known = {"email": email_of(JESSE), "password": house.site.password}
    led = {}

    for asked in AWAY:
        browser = house.site.app.test_client()
        page = ask(browser, "/sign-in", query_string={"next": asked})
        form = {"next": asked, "csrf_token": token_in(page.text)}
        led |= {f"hidden {asked!r} {at}": one for at, one in enumerate(hidden_next(page))}
        spoken = ask(browser, "/language", method="POST", data={**form, "language": "en"})
        led[f"language {asked!r}"] = spoken.location
        if WHOLE or len(led) < 60:
            entered = ask(browser, "/sign-in", method="POST", data={**form, **known})
            led[f"sign-in {asked!r}"] = entered.location

    away = elsewhere(judge, set(led.values()))
    told(request, redirects=len(led), led_away=len(away))
    assert all(led.values())
    assert away == []


def hidden_next(page):
    """Return where the page's forms would go on to."""
    return map(unescape, re.findall('name="next" value="([^"]*)"', page.text))


def elsewhere(judge, places):
    """Return the addresses that a browser on a page of ours takes for another host's."""
    with judge.page() as (page, _said):
        return page.evaluate(LANDS, [sorted(places), HOME])


def test_the_judge_sees_where_a_browser_would_land(judge):
    assert elsewhere(judge, {"//E", "/\\E", "/\t/E", "https:E", "/ok"}) == [
        "/\t/E",
        "//E",
        "/\\E",
        "https:E",
    ]


def test_a_browser_stays_where_it_is(house, judge):
    for asked in dice("lands").sample(AWAY, share(3, of_all=40)):
        with judge.page() as (page, _said):
            page.goto(house.site.address(f"/sign-in?next={quote(asked, safe='')}"))
            form = page.locator("#sign-in")
            form.locator("[name=email]").fill(email_of(JESSE))
            form.locator("[name=password]").fill(house.site.password)
            form.locator("button[type=submit]").click()
            page.locator("nav").first.wait_for()
            assert page.url.startswith(house.site.address("/"))


def test_no_path_is_answered_by_leading_away(house, judge, request):
    paths = [asked for asked in AWAY if asked.startswith("/")]
    led = {
        answer.location
        for asked in paths
        for answer in [house.get_raw(asked, by=JESSE)]
        if answer.location
    }

    away = elsewhere(judge, led)
    told(request, redirects=len(paths), led_away=len(away))
    assert away == []


@pytest.fixture(scope="module")
def named(house):
    """Return the addresses of pages that end in a word of the reader's."""
    rules = [
        rule
        for rule in house.site.app.url_map.iter_rules()
        if "GET" in rule.methods
        and any(type(one).__name__ in WORDS for one in rule._converters.values())  # noqa: SLF001
    ]
    assert len(rules) > 20
    return [address_of(rule) for rule in rules]


WORDS = {"UnicodeConverter", "PathConverter"}


def address_of(rule):
    """Return a rule's address with a place for each word in it."""
    built = ""
    for is_dynamic, part in rule._trace:  # noqa: SLF001
        converter = rule._converters.get(part) if is_dynamic else None  # noqa: SLF001
        word = type(converter).__name__ in WORDS
        built += part if not is_dynamic else "{}" if word else example(converter)
    return built.removeprefix("|")


def example(converter):
    return min(converter.items) if hasattr(converter, "items") else "1"


def test_no_name_is_a_path(house, named, request):
    faults, many = {}, share(12, of_all=len(CLIMBING))

    for address in named:
        for asked in dice(address).sample(CLIMBING, many):
            for spelt in (asked, unquote(asked)):
                answer = house.get_raw(address.replace("{}", spelt), by=JESSE)
                if answer.status_code >= 500 or shows_outside(answer):
                    faults[address, spelt] = answer.status

    told(request, climbing_names=2 * many * len(named), opened=len(faults))
    assert faults == {}


def shows_outside(answer):
    return any(one in answer.text for one in OUTSIDE) and "text/html" not in answer.mimetype


def test_a_parameter_is_no_path_either(house, request):
    tried = dice("parameters").sample(CLIMBING, share(10, of_all=len(CLIMBING)))
    told(request, climbing_names=4 * len(tried))
    for asked in tried:
        for address in (
            "/search?q=",
            "/search?lang=",
            "/practices?stage=",
            "/static/css/a.css?v=",
        ):
            answer = house.get(address + quote(asked, safe=""), by=JESSE)
            assert answer.status_code < 500
            assert not any(one in answer.text for one in OUTSIDE)
