"""Who guesses: learns of nobody, and is stopped however the tries are dressed up."""

import contextvars
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from kb.app import create_app
from kb.foundation.db import session
from kb.people import passwords
from kb.people.models import Person, Role
from kb.people.tries import TRIES_PER_ACCOUNT, TRIES_PER_ADDRESS
from pages.conftest import Browser
from support import make
from support.compiled import ready
from support.post_office import post_office, sending_by

WRONG = "ei tämä salasana"
KNOWN, UNKNOWN = "petri.saarela@kisalli.example", "sirpa.laitela@kisalli.example"
SPELLINGS = (
    "petri.saarela@kisalli.example",
    "PETRI.SAARELA@KISALLI.EXAMPLE",
    "  Petri.Saarela@kisalli.example ",
    "petri.saarela@kisalli.example\t",
    "petri.saarela@\u212aisalli.example",
)


@pytest.fixture
def petri(client):
    return make.person("Petri Saarela")


@pytest.fixture
def hashes(monkeypatch):
    """Count how often a password is really compared with a hash."""
    counted = []

    class Counting(type(passwords._hasher)):  # noqa: SLF001 - what costs is what is counted
        def verify(self, kept, word):
            counted.append(kept)
            return super().verify(kept, word)

        def hash(self, word, **salt):
            counted.append(word)
            return super().hash(word, **salt)

    passwords._nobody()  # noqa: SLF001 - made once, at whatever try is the first
    monkeypatch.setattr(
        passwords, "_hasher", Counting(memory_cost=47104, time_cost=1, parallelism=1)
    )
    return counted


def knock(browser, email, password=WRONG, **sent):
    """Fill the form at the door and send it, whatever comes of it."""
    form = browser.get("/sign-in").forms["sign-in"]
    form["email"].force_value(email)
    form["password"] = password
    return form.submit(expect_errors=True, **sent)


def plain(answer, email):
    """Return an answer's bytes without what is each browser's own."""
    body = re.sub(r'name="(?:csrf_token|once)" value="[^"]*"', "", answer.text)
    return (
        answer.status_int,
        sorted(set(answer.headers) - {"Set-Cookie"}),
        body.replace(email, ""),
    )


@pytest.mark.usefixtures("petri")
def test_known_and_unknown_are_refused_alike_at_the_same_cost(client, hashes):
    answers, costs = [], []
    for email in (KNOWN, UNKNOWN) * 3:
        before = len(hashes)
        answers.append(plain(knock(Browser(client.app), email), email))
        costs.append(len(hashes) - before)

    assert len({str(one) for one in answers}) == 1
    assert costs == [1] * 6


def test_who_is_let_in_no_more_is_refused_as_nobody_is(client, petri, hashes):
    petri.suspended_at = petri.created_at
    told = [
        plain(knock(Browser(client.app), one, make.PASSWORD), one) for one in (KNOWN, UNKNOWN)
    ]

    assert told[0] == told[1]
    assert len(hashes) == 2


@pytest.mark.usefixtures("petri")
def test_whoever_asks_for_a_link_learns_of_nobody(client, hashes):
    with post_office() as office:
        client.app.extensions["settings"] = sending_by(settings_of(client), office)
        answers = [ask(client, email) for email in (KNOWN, UNKNOWN, "nobody", "")]

    assert len({str(one) for one in answers}) == 1
    assert hashes == []


def ask(client, email):
    form = Browser(client.app).get("/password/forgotten").forms["forgotten"]
    form["email"].force_value(email)
    answer = form.submit()
    return plain(answer, email) + plain(answer.follow(), email)


def settings_of(client):
    return client.app.extensions["settings"]


def test_an_invitation_says_to_an_admin_alone_that_an_address_is_taken(client, signed_in):
    make.person("Petri Saarela")
    page = signed_in("Samuel Forsman", role=Role.ADMIN).get("/accounts/new")
    form = page.forms["inviting"]
    form["name"], form["email"] = "Joku Muu", KNOWN
    assert KNOWN in form.submit(status=422)
    signed_in("Leena Ahokas").get("/accounts/new", status=403)


@pytest.mark.usefixtures("petri")
def test_no_spelling_and_no_told_address_gives_more_tries(client, hashes):
    judged = []
    for number in range(3 * TRIES_PER_ACCOUNT):
        told = f"10.0.{number}.1, 192.168.0.{number}"
        headers = {"X-Forwarded-For": told, "X-Real-IP": told, "Forwarded": f"for={told}"}
        answer = knock(client, SPELLINGS[number % len(SPELLINGS)], headers=headers)
        judged.append(answer.status_int)

    assert judged == [422] * TRIES_PER_ACCOUNT + [429] * 2 * TRIES_PER_ACCOUNT
    assert len(hashes) == TRIES_PER_ACCOUNT
    assert knock(client, KNOWN, make.PASSWORD).status_int == 429


@pytest.mark.usefixtures("petri")
def test_many_at_once_are_not_judged_more(client, hashes):
    app = client.app
    session.commit()
    doors = [Browser(app) for _ in range(3 * TRIES_PER_ACCOUNT)]
    forms = [one.get("/sign-in").forms["sign-in"] for one in doors]

    def knock_at(form):
        form["email"], form["password"] = KNOWN, WRONG
        return contextvars.Context().run(form.submit, expect_errors=True).status_int

    session.remove()
    with ThreadPoolExecutor(8) as crowd:
        judged = sorted(crowd.map(knock_at, forms))

    assert judged == [422] * TRIES_PER_ACCOUNT + [429] * 2 * TRIES_PER_ACCOUNT
    assert len(hashes) == TRIES_PER_ACCOUNT


def test_one_address_tries_few_accounts(client, monkeypatch):
    monkeypatch.setattr("kb.people.tries.TRIES_PER_ADDRESS", 6)
    assert TRIES_PER_ADDRESS > TRIES_PER_ACCOUNT

    judged = [knock(client, f"joku{number}@yritys.fi").status_int for number in range(8)]

    assert judged == [422] * 6 + [429] * 2


def test_behind_a_proxy_only_what_it_says_itself_counts(client, monkeypatch):
    monkeypatch.setattr("kb.people.tries.TRIES_PER_ADDRESS", 4)
    behind = Browser(ready(create_app(replace(settings_of(client), proxies=1))))

    def told(number, seen):
        headers = {"X-Forwarded-For": f"10.0.0.{number}, {seen}"}
        return knock(behind, f"joku{number}@yritys.fi", headers=headers).status_int

    assert [told(number, "5.6.7.8") for number in range(5)] == [422] * 4 + [429]
    assert told(9, "5.6.7.9") == 422


def test_no_page_makes_the_first_admin(client):
    token = client.get("/sign-in").forms["sign-in"]["csrf_token"].value
    sent = dict.fromkeys(("password", "again"), "kolme sammakkoa kesässä")
    sent |= {"name": "Oma Pää", "email": "oma@paa.fi", "role": "admin", "csrf_token": token}
    rules = [one for one in client.app.url_map.iter_rules() if "POST" in one.methods]
    addresses = {"/setup", "/install", "/register", "/signup", "/admin/setup"}
    addresses |= {re.sub(r"<[^>]*>", "1", one.rule) for one in rules}
    web = client.app.test_client()
    cookies = {"Cookie": "; ".join(f"{name}={one}" for name, one in client.cookies.items())}

    for address in addresses:
        contextvars.Context().run(web.post, address, data=sent, headers=cookies)

    assert len(addresses) > 100
    session.rollback()
    assert session.query(Person).count() == 0
