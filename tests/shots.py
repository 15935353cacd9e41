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
from sqlalchemy import select
from tqdm import tqdm
from werkzeug.exceptions import HTTPException

from kb.context.glossary.models import Term
from kb.demo import DEMO_PASSWORD
from kb.document.revisions.models import Revision
from kb.foundation.db import session
from kb.identify.needs.models import Need
from kb.internalise.plans.models import Plan
from kb.people.models import Person
from kb.practices.models import Practice
from kb.search.encoder.model import DEFAULT
from kb.share.mentoring.models import Pairing
from kb.socialise.sparring.models import SparringNote
from kb.socialise.talk.models import Question
from support.browser import chromium, context_options, listen, sign_in
from support.house import HOUSE
from support.site import make_demo, served

WHERE = HOUSE / "build" / "shots"
ONLY = os.environ.get("ONLY", "")
NOBODY = ""
JESSE, PETRI, MARJATTA = "Jesse Lindqvist", "Petri Saarela", "Marjatta Hietala"
NOORA, LEENA, SAMUEL = "Noora Vainio", "Leena Ahokas", "Samuel Forsman"
SILENT = "ei vastaa viesteihin eikä soittopyyntöihin"
UNRELATED = "matkalaskun hyväksyminen ulkomaanmatkasta"

# Name, address (filled in from what the demo holds), and who looks.
PAGES = (
    ("sign-in", "/sign-in", NOBODY),
    ("stored", "/stored", NOBODY),
    ("my-page-newcomer", "/", JESSE),
    ("my-page-holder", "/", MARJATTA),
    ("my-page-coordinator", "/", LEENA),
    ("settings", "/settings", JESSE),
    ("people", "/people", JESSE),
    ("person", "/people/{marjatta}", JESSE),
    ("search-found", f"/search?q={SILENT}", JESSE),
    ("search-nothing-fits", f"/search?q={UNRELATED}", JESSE),
    ("search-empty", "/search", JESSE),
    ("practices", "/practices", JESSE),
    ("practices-documented", "/practices?stage=documented", JESSE),
    ("practice-documented", "/practices/{P03}", JESSE),
    ("practice-with-picture", "/practices/{P09}", NOORA),
    ("practice-unwritten", "/practices/{P17}", JESSE),
    ("practice-own", "/practices/{P05}", PETRI),
    ("practice-new", "/practices/new", PETRI),
    ("practice-from-note", "/practices/new/from-note/{note}", PETRI),
    ("practice-edit", "/practices/{P05}/drafts/fi", PETRI),
    ("practice-place", "/practices/{P05}/place", PETRI),
    ("practice-history", "/practices/{P05}/revisions", PETRI),
    ("practice-revision", "/practices/{P05}/revisions/{revision}", PETRI),
    ("drafts", "/drafts", MARJATTA),
    ("sparring", "/sparring", PETRI),
    ("sparring-note", "/sparring/{note}", PETRI),
    ("sparring-new", "/sparring/new", PETRI),
    ("ask", "/ask", JESSE),
    ("question", "/questions/{question}", JESSE),
    ("trial-new", "/practices/{P13}/trials/new", JESSE),
    ("plan", "/plans/{plan}", "{plan_of}"),
    ("plan-trial", "/plans/{plan}/trial", "{plan_of}"),
    ("shadowings", "/shadowings", PETRI),
    ("shadowing-new", "/practices/{P05}/shadowings/new", NOORA),
    ("mentoring", "/mentoring", PETRI),
    ("mentoring-all", "/mentoring", LEENA),
    ("mentoring-new-goal", "/mentoring/new", LEENA),
    ("mentoring-new-means", "/mentoring/new/means?goal=Siirto&goal_kind=do_alone", LEENA),
    ("pairing-active", "/mentoring/pairings/{M2}", PETRI),
    ("pairing-agreed", "/mentoring/pairings/{M4}", MARJATTA),
    ("pairing-completed", "/mentoring/pairings/{M5}", PETRI),
    ("needs", "/needs", LEENA),
    ("need", "/needs/{need}", LEENA),
    ("need-new", "/needs/new?q=matkalasku", JESSE),
    ("glossary", "/glossary", JESSE),
    ("glossary-admin", "/glossary", SAMUEL),
    ("glossary-edit", "/glossary/{term}/edit", SAMUEL),
    ("glossary-new", "/glossary/new", SAMUEL),
    ("not-found", "/no-such-page", JESSE),
)
LOOKS = tuple(product(("fi", "en"), ("light", "dark"), ("desktop", "phone")))
NOT_PAGES = {"static", "health.alive", "health.ready", "attachments.picture", "cycle.titled"}


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
    pages, findings = list(pages_of(site)), defaultdict(list)
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


def pages_of(site):
    """Return each page with its real address, leaving out what the demo does not hold."""
    held = holdings(site)
    for name, path, person in PAGES:
        try:
            filled = name, path.format_map(held), person.format_map(held)
        except KeyError as missing:
            echo(f"left out: {name} (the demo has no {missing})")
            continue
        if ONLY in name:
            yield filled


def holdings(site):
    """Return slugs by practice, numbers by pairing, and one of each other thing."""
    with site.reading():
        held = dict(session.execute(select(Practice.ref, Practice.slug)).all())
        held |= dict(session.execute(select(Pairing.ref, Pairing.id)).all())
        held["marjatta"] = session.scalar(select(Person.id).where(Person.name == MARJATTA))
        held |= plan_held()
        revision = select(Revision.number).join(Practice).where(Practice.ref == "P05")
        ones = {
            "revision": revision,
            "note": select(SparringNote.id),
            "question": select(Question.id).where(asked_by(JESSE)),
            "need": select(Need.id),
            "term": select(Term.id),
        }
        found = {name: session.scalar(one.limit(1)) for name, one in ones.items()}
    return held | {name: one for name, one in found.items() if one is not None}


def plan_held():
    """Return a plan and whose it is."""
    found = session.execute(select(Plan.id, Person.name).join(Plan.learner).limit(1)).first()
    return {"plan": found.id, "plan_of": found.name} if found else {}


def asked_by(name):
    return Question.asker_id == select(Person.id).where(Person.name == name).scalar_subquery()


def unpictured(app, paths):
    """Return the routes whose page is on no picture."""
    adapter = app.url_map.bind("localhost")
    seen = NOT_PAGES | {endpoint_at(adapter, path.partition("?")[0]) for path in paths}
    return {one.endpoint for one in app.url_map.iter_rules() if "GET" in one.methods} - seen


def endpoint_at(adapter, path):
    try:
        return adapter.match(path)[0]
    except HTTPException:
        return ""


if __name__ == "__main__":
    main()
