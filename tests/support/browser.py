"""A person at a real browser: Debian's Chromium, driven by what is seen on the page."""

import gettext
import os
import shutil
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from support import make
from support.house import CATALOGUES
from support.tokens import token_in

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
LOCALES = {"fi": "fi-FI", "en": "en-GB"}
MISSING = "Chromium is missing; to run the browser stories: apt-get install chromium"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A refused form answers 422, which the browser calls a failed load: `judge` sees those. A
# search overtaken by the next letter is given up, which htmx tells as an error, as it does when
# a story cuts the connection.
HARMLESS = ("Failed to load resource", "htmx:sendAbort", "htmx:sendError", "htmx:afterRequest")
# What a browser remembers of who chose Markdown; a frame of no origin remembers nothing.
WRITES_MARKDOWN = "try { localStorage.setItem('writing-mode', 'markdown') } catch {}"
WITHOUT_A_PAGE = {"stylesheet", "script", "image", "font", "media", "manifest"}


@contextmanager
def chromium():
    """Run the browser; without one, fail where everything must run and skip elsewhere."""
    path = shutil.which("chromium")
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def context_options(language, *, phone=False):
    """Return how this visitor's browser is set."""
    return {
        "locale": LOCALES[language],
        "viewport": PHONE if phone else DESKTOP,
        "has_touch": phone,
        "is_mobile": phone,
        "reduced_motion": "reduce",
        "timezone_id": "Europe/Helsinki",
    }


def listen(page):
    """Return a list that fills with whatever goes wrong in the page."""
    troubles = []
    page.on("console", lambda said: hear(said, troubles))
    page.on("pageerror", lambda error: troubles.append(f"error in a script: {error}"))
    page.on("response", lambda answer: judge(answer, troubles))
    page.on("request", lambda request: stay_home(request, troubles))
    return troubles


def hear(said, troubles):
    if said.type == "error" and not said.text.startswith(HARMLESS):
        troubles.append(f"console: {said.text}")


def judge(answer, troubles):
    missing = answer.request.resource_type in WITHOUT_A_PAGE and answer.status >= 400
    if missing or answer.status >= 500:
        troubles.append(f"{answer.status}: {answer.url}")


def stay_home(request, troubles):
    where = urlsplit(request.url)
    if where.scheme in {"http", "https"} and where.hostname != "127.0.0.1":
        troubles.append(f"asked another server: {request.url}")


def words(language):
    """Return ``say(message, **values)``: a message as readers of ``language`` see it."""
    found = gettext.translation("messages", CATALOGUES, [language])
    known = gettext.translation("messages", CATALOGUES, ["fi"])

    def say(message, **values):
        """Return the words; a message that the house never says is an error."""
        if known.gettext(message) == message:
            raise KeyError(message)
        text = found.gettext(message)
        return text % values if values else text

    return say


def sign_in(page, site, person):
    """Come in and look at one's own page, in the story's language."""
    come_in(page, site, person)
    page.goto(site.address("/"))


def come_in(page, site, person):
    """Sign in as the form does it, without drawing a page: what a story only begins with."""
    asking, address = page.context.request, site.address
    form = asking.get(address("/sign-in")).text()
    token = token_in(form)
    told = {"email": make.email_of(person), "password": site.password, "csrf_token": token}
    read_in = {"language": page.evaluate("navigator.language")[:2], "csrf_token": token}
    asking.post(address("/language"), form=read_in, max_redirects=0)
    answer = asking.post(address("/sign-in"), form=told, max_redirects=0)
    assert answer.status == 302, f"{person} was not let in"


def go_further(page, say, place):
    """Go to a place that the menu keeps behind *More*."""
    menu = page.get_by_role("navigation", name=say("Main menu"))
    menu.get_by_text(say("More"), exact=True).click()
    menu.get_by_role("link", name=say(place), exact=True).click()


def axe(page):
    """Find nothing that keeps anybody out: WCAG 2.2 AA and the good practices beside it."""
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    violations = Axe().run(page, options=options).response["violations"]

    found = [f"{one['id']}: {one['help']}\n{places(one)}" for one in violations]
    assert not found, f"{page.url}\n" + "\n".join(found)


def places(violation):
    return "\n".join(
        f"    {node['target']} {node['html'][:160]}" for node in violation["nodes"]
    )
