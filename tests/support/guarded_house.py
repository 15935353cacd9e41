"""The guarded house made once, and asked by everybody: how it answers each."""

import contextvars
import shutil
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from kb.app import create_app
from kb.cli.house import migrate
from kb.config import Settings
from kb.foundation.db import session, unit_of_work
from kb.people.actions import suspend
from kb.people.queries import person_by_email
from support import make
from support.compiled import ready
from support.guarded import ACTORS, PEOPLE, Cast
from support.guarded_addresses import address_of, has_all, things_by_name
from support.guarded_doings import Doings
from support.guarded_forms import Forms, people_known
from support.guarded_others import had_by_others
from support.guarded_texts import Texts
from support.rights import IN, OPEN, SIGN_IN, Rights
from support.site import let_go, put_back
from support.tokens import token_in

SECRET = "a secret of forty characters for guarding"
NOTES_KEY = "a key of forty characters for guarded notes"
SECOND_FACTOR = "/second-factor"
REFUSED = "refused"  # by a rule that holds for everybody, or for what was typed


@dataclass(frozen=True)
class Sitting:
    """Somebody's browser as it is right after signing in."""

    cookie: str
    token: str


class GuardedHouse:
    """The house, its people's browsers, and the numbers of what there is."""

    def __init__(self, folder, beside=lambda _texts: None):
        """Furnish it, and let ``beside`` put in what it wants."""
        self.folder, self.kept = folder / "house", folder / "kept"
        self.app = ready(create_app(self._settings()))
        migrate(self.app)
        with self.app.app_context():
            with unit_of_work():
                texts = Texts(Cast.invited(), self.app.extensions["settings"])
                self.things, known, self.others = furnished(texts)
                self.beside = beside(texts)
            session.remove()
        self.forms = Forms(known)
        self.sittings = {actor: self._sit_down(actor) for actor in ACTORS}
        with self.app.app_context(), unit_of_work():
            suspend(person_by_email(make.email_of(PEOPLE["suspended"][0])))
        self._let_go()
        shutil.copytree(self.folder, self.kept)

    def ask_for(self, cell):
        """Return how the house answers at a cell of the table, and the answer itself."""
        known = self.things.get(cell.row.thing, {}).get(cell.state, {})
        address = address_of(self.things, cell.row, cell.state)
        form = self.forms.sent(f"{cell.row.method} {cell.row.rule}", cell.actor, known)
        asked = (
            form
            if cell.row.method == "GET"
            else {name[1:]: form.pop(name) for name in list(form) if name.startswith("?")}
        )
        address = f"{address}?{urlencode(asked, doseq=True)}" if asked else address
        answer = self.ask(cell.actor, cell.row.method, address, form)
        got = answered(answer, address)
        leads_there = cell.row.role in OPEN or cell.row.rule == "/sign-out"
        return (
            IN if got == SIGN_IN and leads_there and cell.expected != SIGN_IN else got
        ), answer

    def cells(self):
        """Return every cell of the table that there is something for."""
        return list(Rights.read().cells(partial(has_all, self.things)))

    def ask(self, actor, method, address, form=None, *, undone=True):
        """Ask as ``actor`` and return the answer; a deed is undone right away, or kept."""
        sitting = self.sittings[actor]
        headers = {"Cookie": sitting.cookie}
        if method != "GET":
            headers["X-CSRFToken"] = sitting.token
        browser = self.app.test_client(use_cookies=False)
        sent = {"headers": headers, "data": form or {}, "buffered": True}
        answer = contextvars.Context().run(browser.open, address, method=method, **sent)
        if undone and method != "GET" and answer.status_code < 400:
            self.restore()
        return answer

    def restore(self):
        """Let everything be as it was before the last deed."""
        put_back(self.app, self.kept)

    @property
    def file(self):
        """Return the database, at rest."""
        self._let_go()
        return self.folder / "kb.sqlite"

    def close(self):
        self._let_go()

    def _let_go(self):
        let_go(self.app)

    def _settings(self):
        return Settings(
            data_dir=self.folder,
            database_url=f"sqlite:///{self.folder / 'kb.sqlite'}",
            secret_key=SECRET,
            encoder="none",
            notes_key=NOTES_KEY,
            base_url="https://kisalli.example",
            security_contacts=("mailto:turva@kisalli.example",),
        )

    def _sit_down(self, actor):
        browser = self.app.test_client()
        page = browser.get("/sign-in")
        if actor in PEOPLE:
            told = {
                "email": make.email_of(PEOPLE[actor][0]),
                "password": make.PASSWORD,
                "csrf_token": token_in(page.text),
            }
            assert browser.post("/sign-in", data=told).status_code == 302
            page = browser.get("/settings")
        name = self.app.config["SESSION_COOKIE_NAME"]
        cookie = browser.get_cookie(name)
        return Sitting(f"{name}={cookie.value}", token_in(page.text))


def furnished(texts):
    """Return by thing and state the numbers of what there is, and what forms speak of."""
    doings = Doings(texts)
    things = {
        name.replace("_", "-"): getattr(each, name)()
        for each in (texts, doings)
        for name in vars(type(each))
        if not name.startswith("_") and name != "known" and callable(getattr(each, name))
    }
    known = people_known(texts.cast) | texts.known() | {"learned": doings.learned.slug}
    return things_by_name(things), known, had_by_others(texts)


def answered(answer, asked):
    """Return what it comes to: in, turned to the sign-in page, refused, or its status."""
    status = answer.status_code
    if status in {301, 302, 303} and answer.headers["Location"].startswith("/sign-in"):
        return SIGN_IN
    if answer.headers.get("Location") == SECOND_FACTOR and "second-factor" not in asked:
        return SECOND_FACTOR
    if status < 400:
        return IN
    return REFUSED if status in {409, 422} else str(status)
