"""Who is let in no more: every way in that they had is dead at once, and stays so."""

import re
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from kb.document.presence.actions import note_sitting
from kb.document.presence.models import Sitting
from kb.foundation.db import session
from kb.notices.mail.composing import token_for
from kb.people.accounts.actions import ask_for_link
from kb.people.accounts.models import AccessLink
from kb.people.actions import readmit
from kb.people.factor.models import SecondStep
from kb.people.models import Role, SignIn
from kb.share.calendar.models import Feed
from pages.conftest import Browser
from support import make
from support.phone import set_up

TITLE = "Hiljaisen asiakkaan herättäminen"


@pytest.fixture
def samuel(signed_in):
    return signed_in("Samuel Forsman", role=Role.ADMIN)


@pytest.fixture
def petri(signed_in):
    """Somebody with a practice of their own, at which they sit writing."""
    browser = signed_in("Petri Saarela")
    practice = make.practice(by=browser.person)
    note_sitting(practice, "fi", by=browser.person)
    return browser


def door(app, email):
    """Try to sign in with the right password; return the browser and the answer."""
    browser = Browser(app)
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = email, make.PASSWORD
    return browser, form.submit(expect_errors=True)


def made_by(browser, page, ending):
    forms = browser.get(page).forms.values()
    return next(one for one in forms if one.action.endswith(ending)).submit()


def code_at(browser, answer, code):
    """Give the second step a code; say whether it lets in."""
    if answer.status_int != 302 or "/sign-in/code" not in answer.location:
        return False
    form = browser.get(answer.location).forms["second-step"]
    form["code"] = code
    return form.submit(expect_errors=True).status_int == 302


def ways_in(petri, samuel):
    """Return every credential of one person, each with whether it still opens something."""
    app, email, number = petri.app, petri.person.email, petri.person.id
    phone, codes = set_up(petri)
    papers = iter(codes)
    other, step = door(app, email)
    assert code_at(other, step, phone.code())
    feed = made_by(petri, "/calendar", "/feed").html.select_one(".panel code").get_text()
    waiting, step = door(app, email)
    shown = made_by(samuel, f"/accounts/{number}", "/link").text
    link = re.search(r'value="http://[^/"]+(/password/link/[^"]+)"', shown)[1]
    letters = f"/mail/{token_for(petri.person, app.extensions['settings'])}"

    def opens(browser, path):
        return browser.get(path, expect_errors=True).status_int == 200

    return {
        "the browser": lambda: opens(petri, "/settings"),
        "another browser": lambda: opens(other, "/settings"),
        "a sign-in that waits": lambda: "second-step" in waiting.get(step.location).forms,
        "the password": lambda: door(app, email)[1].status_int == 302,
        "the password and a code": lambda: code_at(*door(app, email), next(papers)),
        "the calendar's address": lambda: opens(Browser(app), urlsplit(feed).path),
        "the link to a new password": lambda: opens(Browser(app), link),
        "the link of a letter": lambda: opens(Browser(app), letters),
        "a new link": lambda: is_given_a_link(email),
        "being seen at a text": lambda: session.scalars(select(Sitting)).first() is not None,
    }


def is_given_a_link(email):
    """Say whether somebody who asks is given one more link."""
    before = links()
    ask_for_link(email)
    session.commit()
    return links() != before


def links():
    return session.scalars(select(AccessLink.nonce)).all()


def test_everything_ends_at_once_and_comes_not_back(petri, samuel):
    ways = ways_in(petri, samuel)
    closed = [name for name, opens in ways.items() if name != "a new link" and not opens()]
    assert closed == []

    made_by(samuel, f"/accounts/{petri.person.id}", "/suspension")

    assert [name for name, opens in ways.items() if opens()] == []
    for table in (SignIn, SecondStep, Feed, AccessLink):
        theirs = select(table).where(table.person_id == petri.person.id)
        assert session.scalars(theirs).all() == []

    readmit(petri.person)
    assert {name for name, opens in ways.items() if opens()} == {
        "the password",
        "the password and a code",
        "the link of a letter",
        "a new link",
    }


def test_what_they_looked_after_asks_for_a_new_owner(petri, samuel, signed_in):
    leena = signed_in("Leena Ahokas")
    assert TITLE not in leena.get("/leaving")

    made_by(samuel, f"/accounts/{petri.person.id}", "/suspension")

    assert TITLE in leena.get("/leaving")
    assert "Pyytää uutta osaajaa" in leena.get("/leaving").click(f"^{TITLE}$")


def test_the_command_ends_as_much_as_the_page(petri, samuel):
    made_by(petri, "/calendar", "/feed")
    made_by(samuel, f"/accounts/{petri.person.id}", "/link")

    petri.app.test_cli_runner().invoke(args=["person", "suspend", petri.person.email])

    session.rollback()
    for table in (Feed, AccessLink, Sitting):
        assert session.scalars(select(table)).all() == []
    assert petri.get("/settings").status_int == 302
