"""A picture of every page: Finnish and English, light and dark, phone and desktop.

``make shots`` writes ``build/shots/<page>.<language>.<light>.<screen>.png`` of the demo
organisation and says what a picture does not: pages wider than the screen, complaints in the
console, and routes that nobody has pictured. ``ONLY=mentoring make shots`` takes those alone.
"""

import os
import tempfile
from collections import defaultdict
from itertools import product
from pathlib import Path

from click import echo
from tqdm import tqdm

from kb.demo import DEMO_PASSWORD
from kb.search.encoder.model import DEFAULT
from support.browser import chromium, context_options, listen, sign_in
from support.house import HOUSE
from support.pages import pages_of, unpictured
from support.site import make_demo, served

WHERE = HOUSE / "build" / "shots"
ONLY = os.environ.get("ONLY", "")
LOOKS = tuple(product(("fi", "en"), ("light", "dark"), ("desktop", "phone")))


def main():
    """Take them all, and say what is wrong with what was seen."""
    WHERE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        echo("The demo organisation lives its year …")
        make_demo(Path(place) / "demo")
        with served(Path(place) / "demo", encoder=DEFAULT, password=DEMO_PASSWORD) as site:
            taken, findings = photograph(site)
            findings["not pictured"] = [] if ONLY else sorted(unpictured(site.app, taken))
    for what, where in findings.items():
        echo(f"{what}: {', '.join(where) or 'none'}")
    echo(f"The pictures lie in {WHERE}")


def photograph(site):
    """Return the addresses that were pictured, and what was found while looking."""
    pages, findings = [one for one in pages_of(site) if ONLY in one[0]], defaultdict(list)
    with chromium() as browser, tqdm(total=len(pages) * len(LOOKS), unit="picture") as bar:
        for language, scheme, screen in LOOKS:
            album = Album(browser, site, language, scheme, screen)
            for name, path, person in pages:
                for trouble in album.take(name, path, person):
                    findings[trouble].append(f"{name}.{language}.{scheme}.{screen}")
                bar.update()
            album.close()
    return [path for _, path, _ in pages], findings


class Album:
    """One language, one light, one screen; everybody signs in once."""

    def __init__(self, browser, site, language, scheme, screen):
        self.browser, self.site = browser, site
        self.look = f"{language}.{scheme}.{screen}"
        self.options = context_options(language, phone=screen == "phone")
        self.options["color_scheme"] = scheme
        self.pages = {}

    def take(self, name, path, person):
        """Picture one page; return what is wrong with it."""
        page, troubles = self.page_of(person)
        troubles.clear()
        answer = page.goto(self.site.address(path))
        page.screenshot(path=WHERE / f"{name}.{self.look}.png", full_page=True)
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        lost = answer.status >= 400 and name != "not-found"
        return [
            *sorted({f"complaint ({one.split('127.0.0.1')[0]})" for one in troubles}),
            *(["wider than the screen"] if wide else []),
            *([f"answered {answer.status}"] if lost else []),
        ]

    def page_of(self, person):
        """Return the browser page this person looks with, and its complaints."""
        if person not in self.pages:
            page = self.browser.new_context(**self.options).new_page()
            if person:
                sign_in(page, self.site, person)
            self.pages[person] = page, listen(page)
        return self.pages[person]

    def close(self):
        """Everybody closes their browser."""
        for page, _ in self.pages.values():
            page.context.close()


if __name__ == "__main__":
    main()
