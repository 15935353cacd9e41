"""Page tests: somebody at a browser, filling the page's own forms.

    def test_a_note_is_seen_by_the_team(signed_in):
        petri = signed_in("Petri Saarela")              # the cast's own role and industries
        page = petri.get("/sparring/new")               # a WebTest answer
        leena = signed_in("Leena Ahokas", language="en")
        guest = signed_in("Eeva Uusi", role=Role.AUTHOR)

Whatever the test has said so far (``make.practice(by=petri.person)``) is committed before the
next request, and each request runs outside the test's own context, as it does on a server.
What the test kept from before a request is stale after it: ask ``petri.person`` anew.
"""

import contextvars
import json

import pytest
from sqlalchemy import select
from webtest import TestApp

from kb.foundation.db import begin_reading, begin_writing, session
from kb.people.models import Industry, Person, Role
from support import make

CAST = {
    "Petri Saarela": (Role.AUTHOR, [Industry.RETAIL, Industry.LOGISTICS]),
    "Marjatta Hietala": (Role.AUTHOR, [Industry.ENERGY]),
    "Aino Koskela": (Role.AUTHOR, [Industry.PUBLIC]),
    "Noora Vainio": (Role.AUTHOR, [Industry.HEALTH]),
    "Jesse Lindqvist": (Role.READER, [Industry.ENERGY]),
    "Leena Ahokas": (Role.COORDINATOR, [Industry.GENERAL]),
    "Samuel Forsman": (Role.ADMIN, [Industry.GENERAL]),
}


class Browser(TestApp):
    """A browser with its own cookies; ``person`` is who signed in with it."""

    name = ""

    def do_request(self, *arguments, **named):
        """Keep what the test said so far, then ask as a stranger to its context would."""
        session.commit()
        session.remove()
        return contextvars.Context().run(super().do_request, *arguments, **named)

    @property
    def person(self):
        """Return who sits here, as the database knows them now."""
        return session.scalar(select(Person).where(Person.name == self.name))


@pytest.fixture
def client(app):
    """Somebody who has not signed in; what the test writes is kept."""
    begin_writing()
    yield Browser(app)
    session.rollback()
    begin_reading()


@pytest.fixture
def signed_in(client):
    """Return ``enter(name, role=…, language=…)``: that person's browser, signed in."""

    def enter(name, role=None, *, industries=None, language="fi"):
        cast_role, cast_industries = CAST.get(name, (Role.AUTHOR, [Industry.GENERAL]))
        browser = Browser(client.app)
        browser.name = name
        chosen = industries or cast_industries
        person = browser.person or make.person(name, role or cast_role, industries=chosen)
        person.language = language
        return sign_in(browser, person.email)

    return enter


def sign_in(browser, email, password=make.PASSWORD):
    """Fill the page's own form and send it."""
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = email, password
    form.submit(status=302)
    return browser


@pytest.fixture
def lines(capsys):
    """Return ``told()``: what was told since the last time, each line read as JSON."""

    def told():
        return [json.loads(line) for line in capsys.readouterr().err.splitlines()]

    return told
