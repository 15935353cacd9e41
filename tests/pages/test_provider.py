"""Signing in at the organisation's provider: a real one that can misbehave."""

import sys
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.accounts.models import UNUSABLE
from kb.people.actions import suspend
from kb.people.factor.models import FactorRole
from kb.people.models import Person, Role, SignIn
from kb.people.oidc import fetching
from kb.people.oidc.models import ProviderAccount
from kb.people.oidc.provider import provider_as
from kb.provider import SignInProvider
from pages.conftest import Browser
from support import make
from support.phone import set_up as set_up_phone
from support.post_office import free_port
from support.provider import CLIENT, SECRET, provider_process

EMAIL = "petri.saarela@kisalli.example"
SUBJECT = "248289761001"
NAME = "Yrityksen tunnus"


@pytest.fixture(scope="session")
def beside():
    with provider_process() as running:
        yield running


@pytest.fixture
def provider(beside, client):
    """The provider as it behaves when nobody told it otherwise, known to the house."""
    beside.behave()
    set_up(client.app, beside.url)
    return beside


def set_up(app, issuer):
    known_as = SignInProvider(issuer, CLIENT, SECRET, NAME)
    app.extensions["settings"] = replace(
        app.extensions["settings"], provider=known_as, base_url="http://localhost"
    )
    provider_as.cache_clear()


@pytest.fixture
def petri(client):
    make.person("Petri Saarela", language="fi")


def leave(browser, page="/sign-in"):
    """Follow the link of the page; return where it leads."""
    return browser.get(page).click(href="/sign-in/provider").location


def come(browser, provider, status=302):
    """Go to the provider and come back with its answer."""
    return browser.get(inside(provider.visit(leave(browser))), status=status)


def inside(address):
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}"


def accounts():
    return session.scalars(select(ProviderAccount)).all()


def nobody_came_in(browser):
    assert session.scalars(select(SignIn)).all() == []
    assert browser.get("/settings", status=302).location.startswith("/sign-in")
    return True


def test_somebody_invited_comes_in_without_a_password(client, provider, petri):
    person_of(EMAIL).password_hash = UNUSABLE

    come(client, provider)

    assert "Petri Saarela" in client.get("/settings")
    assert [(one.issuer, one.subject) for one in accounts()] == [(provider.url, SUBJECT)]


def person_of(email):
    return session.scalar(select(Person).where(Person.email == email))


def test_whoever_came_once_is_known_by_the_providers_name_for_them(client, provider, petri):
    come(client, provider)
    provider.behave(claims={"email": "leena.ahokas@kisalli.example"})
    make.person("Leena Ahokas", Role.COORDINATOR)
    again = Browser(client.app)

    come(again, provider)

    assert "Petri Saarela" in again.get("/settings")
    assert len(accounts()) == 1


def test_another_account_with_the_same_address_is_not_the_same_person(client, provider, petri):
    come(client, provider)
    provider.behave(claims={"sub": "another"})
    again = Browser(client.app)

    page = come(again, provider, status=409)

    assert "toinen tunnus" in page
    assert again.get("/settings", status=302)
    assert [one.subject for one in accounts()] == [SUBJECT]


def test_the_way_there_carries_what_ties_the_answer_to_this_browser(client, provider):
    there = parse_qs(urlsplit(leave(client)).query)
    another = parse_qs(urlsplit(leave(Browser(client.app))).query)

    assert there["code_challenge_method"] == ["S256"]
    assert there["redirect_uri"] == ["http://localhost/sign-in/provider/answer"]
    assert there["scope"] == ["openid email"]
    for drawn in ("state", "nonce", "code_challenge"):
        assert len(there[drawn][0]) >= 43  # 256 bits
        assert there[drawn] != another[drawn]


def test_one_comes_back_to_the_page_one_wanted(client, provider, petri):
    there = leave(client, client.get("/people").location)

    answer = client.get(inside(provider.visit(there)))

    assert answer.location == "/people"


def test_the_cookie_is_a_new_one(client, provider, petri):
    client.get("/sign-in")
    before = dict(client.cookies)

    come(client, provider)

    assert client.cookies["kb_session"] != before["kb_session"]


MISBEHAVIOURS = {
    "another nonce": {"claims": {"nonce": "of another sign-in"}},
    "no nonce": {"claims": {"nonce": None}},
    "for another house": {"claims": {"aud": "another"}},
    "for many houses, to another": {"claims": {"aud": [CLIENT, "another"], "azp": "another"}},
    "for many houses, to nobody": {"claims": {"aud": [CLIENT, "another"]}},
    "by another provider": {"claims": {"iss": "https://another.example"}},
    "over": {"claims": {"exp": 1_700_000_000}},
    "never over": {"claims": {"exp": None}},
    "not yet": {"claims": {"nbf": 4_000_000_000}},
    "of another time": {"claims": {"iat": 4_000_000_000}},
    "without a name": {"claims": {"sub": None}},
    "with an empty name": {"claims": {"sub": ""}},
    "with a name of numbers": {"claims": {"sub": 7}},
    "with an endless name": {"claims": {"sub": "x" * 256}},
    "signed by nobody": {"sign": "none"},
    "signed with the public key": {"sign": "HS256"},
    "signed by another": {"sign": "foreign"},
    "signed with a key never shown": {"sign": "unknown"},
    "of another access token": {"claims": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"}},
    "signed for those who ask for data": {"head": {"typ": "at+jwt"}},
    "signed for signing out": {"head": {"typ": "logout+jwt"}},
    "without a signed part": {"answer": "no token"},
    "a refusal": {"answer": 400},
    "no object": {"answer": "no words"},
}


def refused(client, provider, cases, said, status, *, unasked="/inside"):  # noqa: PLR0913 - a table and what is said
    """Return which cases were not refused so, or asked further; nobody may be signed in."""
    wrong = []
    for name, orders in cases.items():
        provider_as.cache_clear()
        provider.behave(**orders)
        page = come(Browser(client.app), provider, status="*")
        right = page.status_int == status and said in page
        if not right or unasked in provider.asked():
            wrong.append(name)
    assert session.scalars(select(SignIn)).all() == []
    assert accounts() == []
    return wrong


def test_what_cannot_be_trusted_lets_nobody_in(client, provider, petri):
    assert refused(client, provider, MISBEHAVIOURS, "ei voitu luottaa", 422) == []

    provider.behave()
    come(client, provider)
    assert "Petri Saarela" in client.get("/settings")


UNANSWERED = {
    "too large": {"answer": "huge"},
    "elsewhere": {"answer": "elsewhere"},
    "packed": {"answer": "packed"},
    "broken": {"answer": 500},
}


def test_no_answer_that_can_be_read_is_said_and_nobody_comes_in(client, provider, petri):
    assert refused(client, provider, UNANSWERED, f"{NAME} ei vastaa", 503) == []


def test_a_slow_answer_is_not_waited_for(client, provider, petri, monkeypatch):
    monkeypatch.setattr(fetching, "SECONDS_IN_ALL", 0.2)
    provider.behave(answer="slow")

    come(client, provider, status=503)

    assert nobody_came_in(client)


FALSE_FACTS = {
    "another's name": {"facts": {"issuer": "https://another.example"}},
    "an address inside": {"facts": {"authorization_endpoint": "http://127.0.0.1:1/authorize"}},
    "an address in the clear": {"facts": {"authorization_endpoint": "http://another.example/"}},
    "no address": {"facts": {"authorization_endpoint": None}},
    "a broken address": {"facts": {"authorization_endpoint": "https://x:port/"}},
    "nothing": {"status": 500},
}


def test_what_the_provider_says_of_itself_is_not_believed_blindly(client, provider):
    asked = {}
    for name, orders in FALSE_FACTS.items():
        provider_as.cache_clear()
        provider.behave(**orders)
        client.get("/sign-in/provider", status=503)
        asked[name] = set(provider.asked()) - {"/.well-known/openid-configuration"}

    assert asked == dict.fromkeys(FALSE_FACTS, frozenset())


@pytest.mark.parametrize("name", ["token_endpoint", "jwks_uri"])
def test_only_the_providers_own_addresses_are_asked(client, provider, petri, name):
    with provider_process() as another:
        provider.behave(facts={name: f"{another.url}/keys"})

        come(client, provider, status=503)

        assert another.asked() == []
    assert nobody_came_in(client)


def test_keys_that_were_changed_are_asked_for_anew(client, provider, petri, monkeypatch):
    come(client, provider)
    monkeypatch.setattr("kb.people.oidc.provider.PAUSE", 0.0)
    provider.behave(sign="RS256")
    again = Browser(client.app)

    come(again, provider)

    assert "Petri Saarela" in again.get("/settings")


NOT_ASKED_FOR = {
    "another state": {"state": "another"},
    "no state": {"state": ""},
    "no code": {"back": {"code": ""}},
    "from another provider": {"back": {"iss": "https://another.example"}},
}


def test_an_answer_that_nobody_here_asked_for_is_refused_unasked(client, provider, petri):
    said = "ei alkanut tässä selaimessa"
    assert refused(client, provider, NOT_ASKED_FOR, said, 422, unasked="/token") == []


def test_an_answer_opens_once_and_in_its_own_browser(client, provider, petri):
    back = inside(provider.visit(leave(client)))
    Browser(client.app).get(back, status=422)
    client.get(back, status=302)

    client.get(back, status=422)

    assert provider.asked().count("/token") == 1


def test_a_code_that_was_used_or_stolen_is_refused_by_the_provider(client, provider, petri):
    stolen = parse_qs(urlsplit(provider.visit(leave(Browser(client.app)))).query)["code"][0]
    own = parse_qs(urlsplit(leave(client)).query)["state"][0]

    client.get(f"/sign-in/provider/answer?code={stolen}&state={own}", status=422)

    assert nobody_came_in(client)


def test_what_was_begun_is_good_for_ten_minutes(client, provider, petri):
    back = inside(provider.visit(leave(client)))

    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        client.get(back, status=422)

    assert nobody_came_in(client)


def test_who_gives_up_at_the_provider_hears_so(client, provider):
    there = parse_qs(urlsplit(leave(client)).query)

    page = client.get(
        f"/sign-in/provider/answer?error=access_denied&state={there['state'][0]}", status=422
    )

    assert "jäi kesken" in page


UNVERIFIED = {
    "said to be unverified": {"email_verified": False},
    "nothing said": {"email_verified": None},
    "said in a word": {"email_verified": "true"},
    "no address": {"email": None},
    "a list of addresses": {"email": [EMAIL, "x@y.fi"]},
    "two addresses": {"email": f"{EMAIL},x@y.fi"},
    "a letter that looks like k": {"email": "petri.saarela@\u212aisalli.example"},
}


def test_an_address_links_only_where_it_is_verified_and_known(client, provider, petri):
    cases = {name: {"claims": claims} for name, claims in UNVERIFIED.items()}
    assert refused(client, provider, cases, "ei ole vahvistanut", 422) == []

    unknown = {"unknown": {"claims": {"email": "nobody@kisalli.example"}}}
    assert refused(client, provider, unknown, "kutsumaan", 422) == []


def test_who_is_let_in_no_more_comes_in_by_no_door(client, provider, petri):
    come(client, provider)
    suspend(person_of(EMAIL))
    again = Browser(client.app)

    assert "ei ole käytössä" in come(again, provider, status=422)
    client.get("/settings", status=302)
    assert nobody_came_in(again)


def test_who_was_let_in_no_more_before_is_not_even_linked(client, provider, petri):
    suspend(person_of(EMAIL))

    come(client, provider, status=422)

    assert accounts() == []


def test_without_the_provider_passwords_go_on(client, petri):
    set_up(client.app, f"http://127.0.0.1:{free_port()}")

    page = client.get("/sign-in/provider", status=503)
    assert f"{NAME} ei vastaa" in page
    form = client.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = EMAIL, make.PASSWORD
    form.submit(status=302)

    assert "Petri Saarela" in client.get("/settings")


def test_a_provider_that_is_away_is_left_alone_for_a_while(client, provider):
    provider.behave(status=500)
    for _ in range(5):
        client.get("/sign-in/provider", status=503)

    assert len(provider.asked()) == 1


def test_one_links_ones_own_account_and_unlinks_it(provider, signed_in):
    provider.behave(claims={"email_verified": False, "email": "elsewhere@kisalli.example"})
    petri = signed_in("Petri Saarela")

    linked = link(petri, provider).follow()
    again = Browser(petri.app)
    come(again, provider)
    assert "Petri Saarela" in again.get("/settings")
    unlinked = press(linked, "/unlink").follow()

    assert "Et enää kirjaudu sieltä" in unlinked
    assert accounts() == []
    come(Browser(petri.app), provider, status=422)


def link(browser, provider, status=302):
    page = browser.get("/password").click(href="/password/provider")
    there = page.click(href="/password/provider/link").location
    return browser.get(inside(provider.visit(there)), status=status)


def press(page, ending):
    forms = page.forms.values()
    return next(form for form in forms if form.action.endswith(ending)).submit(status="*")


def test_an_account_that_is_anothers_is_not_linked(provider, signed_in):
    petri, leena = signed_in("Petri Saarela"), signed_in("Leena Ahokas")
    link(petri, provider)

    assert "toiseen henkilöön" in link(leena, provider, status=409)

    assert [one.person.name for one in accounts()] == ["Petri Saarela"]


def test_what_one_began_to_link_is_linked_to_nobody_else(provider, signed_in):
    petri = signed_in("Petri Saarela")
    there = petri.get("/password/provider/link").location
    press(petri.get("/settings"), "/sign-out")

    petri.get(inside(provider.visit(there)), status=422)

    assert accounts() == []


def test_who_has_no_password_stays_linked(client, provider, petri):
    person_of(EMAIL).password_hash = UNUSABLE
    come(client, provider)

    page = press(client.get("/password/provider"), "/unlink")

    assert "Valitse ensin salasana" in page
    assert len(accounts()) == 1


def test_where_none_is_set_up_nobody_is_asked(client, signed_in):
    asked, listening = [], [True]
    sys.addaudithook(lambda what, _: listening and what in OUTGOING and asked.append(what))
    browser = signed_in("Petri Saarela")

    for page in ("/sign-in/provider", "/sign-in/provider/answer?code=x&state=y"):
        Browser(client.app).get(page, status=404)
    browser.get("/password/provider", status=404)
    browser.get("/password/provider/link", status=404)
    listening.clear()

    assert "/sign-in/provider" not in Browser(client.app).get("/sign-in")
    assert "/password/provider" not in browser.get("/password")
    assert asked == []


OUTGOING = {"socket.connect", "socket.getaddrinfo", "socket.sendto"}


LATER = timedelta(minutes=31)


def test_linking_asks_anew_who_it_is_when_that_is_long_ago(provider, signed_in):
    petri = signed_in("Petri Saarela")
    with clock.standing_at(clock.now() + LATER):
        page = petri.get("/password/provider")
        assert petri.get("/password/provider/link", status=302).location == page.request.path
        assert "/password/provider/link" not in page

        asked = press(page, "/proof")
        form = next(form for form in asked.forms.values() if "proof" in form.fields)
        form["proof"] = make.PASSWORD
        proven = form.submit(status=302).follow()

        assert provider.url in proven.click(href="/password/provider/link").location
    assert accounts() == []


def test_unlinking_asks_anew_who_it_is_when_that_is_long_ago(provider, signed_in):
    petri = signed_in("Petri Saarela")
    link(petri, provider)

    with clock.standing_at(clock.now() + LATER):
        assert press(petri.get("/password/provider"), "/unlink").status_int == 401

    assert len(accounts()) == 1


def test_who_has_a_second_factor_is_asked_for_it_unless_the_provider_asked(provider, signed_in):
    petri = signed_in("Petri Saarela")
    set_up_phone(petri)
    weak, strong = Browser(petri.app), Browser(petri.app)

    assert come(weak, provider).location.startswith("/sign-in/code")
    provider.behave(claims={"amr": ["pwd", "mfa"]})
    come(strong, provider)

    weak.get("/settings", status=302)
    assert "Petri Saarela" in strong.get("/settings")


def test_a_role_that_needs_a_second_factor_has_it_from_the_provider(client, provider, petri):
    session.add(FactorRole(role=Role.AUTHOR))
    weak, strong = Browser(client.app), Browser(client.app)

    come(weak, provider)
    provider.behave(claims={"amr": ["pwd", "mfa"]})
    come(strong, provider)

    assert weak.get("/settings", status=302).location == "/second-factor"
    assert "Petri Saarela" in strong.get("/settings")
