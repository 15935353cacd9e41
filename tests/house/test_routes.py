"""Routes: each says whom it is for, each deed has its token, each answer its headers."""

import contextvars
import functools
import sqlite3
from contextlib import contextmanager

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError
from werkzeug.routing import AnyConverter
from werkzeug.routing.converters import NumberConverter

from kb.foundation.db import begin_reading, begin_writing, session
from kb.foundation.errors import FullError
from kb.people.models import Role
from kb.web.access import Access, access_of
from kb.web.line import having_waited
from kb.web.security import HEADERS
from support import make
from support.tokens import token_in

NO_TOKEN_NEEDED = {"/csp"}
FRAME = "/diagram"  # the one page that may be framed; its own policy is tested with it
ONLY_WHERE_SET_UP = {
    "/.well-known/security.txt",
    "/sign-in/provider",
    "/sign-in/provider/answer",
    "/sign-in/provider/again",
    "/password/provider",
    "/password/provider/link",
}
FOLDERS = ("/static", "/static/", "/static/css", "/static/css/", "/files/")
SOURCE = ("/.git/config", "/static/../.git/config", "/static/..%2f.git/config", "/var/secret")
DEEDS = {"POST", "PUT", "PATCH", "DELETE"}
A_MOMENT = 50  # milliseconds that a page may wait for the lock before it fails


@pytest.fixture
def served(app):
    """The house with a coordinator, an admin and a reader in it, ready for requests."""
    begin_writing()
    for name, role in (
        ("Leena Ahokas", Role.COORDINATOR),
        ("Samuel Forsman", Role.ADMIN),
        ("Jesse Lindqvist", Role.READER),
    ):
        make.person(name, role)
    session.commit()
    session.remove()
    begin_reading()
    return app


def ask(client, address, method="GET", **sent):
    """Ask as a stranger to the test's own context would; the answer is read to its end."""
    asked = {"method": method, "buffered": True, **sent}
    return contextvars.Context().run(client.open, address, **asked)


def rules_of(app, methods):
    return [rule for rule in app.url_map.iter_rules() if rule.methods & methods]


def example_of(app, rule):
    """Return an address that the rule answers to."""
    values = {name: value_of(converter) for name, converter in rule._converters.items()}  # noqa: SLF001
    return app.url_map.bind("localhost").build(
        rule.endpoint, values, method=next(iter(rule.methods & (DEEDS | {"GET"})))
    )


def value_of(converter):
    if isinstance(converter, AnyConverter):
        return min(converter.items)
    return 1 if isinstance(converter, NumberConverter) else "x"


def test_every_route_declares_whom_it_is_for(app):
    silent = {
        rule.endpoint
        for rule in app.url_map.iter_rules()
        if access_of(app.view_functions, rule.endpoint) is None
    }

    assert silent == set()


def test_every_deed_asks_for_its_token(served):
    deeds = {
        f"{method} {rule.rule}": ask(client, example_of(served, rule), method).status_code
        for client in [served.test_client()]
        for rule in rules_of(served, DEEDS)
        for method in rule.methods & DEEDS
        if rule.rule not in NO_TOKEN_NEEDED
    }

    assert deeds
    assert {deed for deed, status in deeds.items() if status != 400} == set()


def test_a_token_of_another_browser_is_refused(served):
    stolen = token_in(ask(served.test_client(), "/sign-in").text)
    browser = served.test_client()
    ask(browser, "/sign-in")

    answer = ask(browser, "/sign-in", "POST", data={"csrf_token": stolen})

    assert answer.status_code == 400


def enter(app, name):
    """Sign in by the page's own form and return the browser."""
    browser = app.test_client()
    given = {
        "email": f"{name.lower().replace(' ', '.')}@kisalli.example",
        "password": make.PASSWORD,
        "csrf_token": token_in(ask(browser, "/sign-in").text),
    }
    assert ask(browser, "/sign-in", "POST", data=given).status_code == 302
    return browser


def test_every_answer_carries_the_headers(served):
    stranger, reader = served.test_client(), enter(served, "Jesse Lindqvist")
    addresses = {example_of(served, rule) for rule in rules_of(served, {"GET"})} - {FRAME}

    answers = {
        f"{client}: {address}": ask(client, address)
        for client in (stranger, reader)
        for address in (*addresses, "/there-is-no-such-page", "/static/no-such-file.css")
    }

    assert {one: missing(answer) for one, answer in answers.items() if missing(answer)} == {}
    assert {one for one, answer in answers.items() if not says_what_it_is(answer)} == set()
    assert {one for one, answer in answers.items() if may_be_kept(answer)} == {
        one for one, answer in answers.items() if answer.request.path.startswith("/static/")
    }


def says_what_it_is(answer):
    """Say whether an answer names its kind, and how its text is written where it is text."""
    kind, told = answer.mimetype, answer.headers.get("Content-Type", "")
    is_text = kind.startswith("text/") or kind.endswith(("json", "xml", "javascript"))
    return bool(kind) and (not is_text or kind == "application/json" or "charset=utf-8" in told)


def may_be_kept(answer):
    """Say whether a browser, or whoever stands between, may keep an answer."""
    return "no-store" not in answer.headers.get("Cache-Control", "")


def test_no_folder_is_listed_and_nothing_of_the_source_is_served(served):
    samuel = enter(served, "Samuel Forsman")

    answers = {one: ask(samuel, one).status_code for one in (*FOLDERS, *SOURCE)}

    assert set(answers.values()) == {404}, answers


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [("GET", "/no-such-page", 404), ("DELETE", "/livez", 405), ("POST", "/sign-in", 400)],
)
def test_a_refusal_carries_the_headers(served, method, address, status):
    answer = ask(served.test_client(), address, method)

    assert (answer.status_code, missing(answer)) == (status, [])


def test_a_forbidden_page_carries_the_headers(served):
    guarded = next(
        rule
        for rule in rules_of(served, {"GET"})
        if wanted_by(served, rule) in {Access.COORDINATORS, Access.ADMINS}
    )

    answer = ask(enter(served, "Jesse Lindqvist"), example_of(served, guarded))

    assert (answer.status_code, missing(answer)) == (403, [])


def test_a_fault_carries_the_headers_and_tells_nothing(served):
    view = served.view_functions["health.alive"]

    @functools.wraps(view)
    def broken():
        raise RuntimeError("the secret of the house")

    served.view_functions["health.alive"] = broken
    answer = ask(served.test_client(), "/livez")

    assert (answer.status_code, missing(answer)) == (500, [])
    assert "the secret of the house" not in answer.text


def test_every_kind_of_answer_carries_the_headers(served):
    stranger = served.test_client()
    style = ask(stranger, "/static/css/tokens.css")
    known = {"If-None-Match": style.headers["ETag"]}
    answers = [
        (200, style),
        (304, ask(stranger, "/static/css/tokens.css", headers=known)),
        (302, ask(stranger, "/")),
        (429, turned_away(stranger)),
        (503, broken_by(served, OperationalError("SELECT 1", {}, Exception("locked")))),
        (503, late(served)),
        (507, broken_by(served, FullError("storage.full"))),
        (413, too_much(served)),
    ]

    assert [answer.status_code for _, answer in answers] == [status for status, _ in answers]
    assert {status: missing(one) for status, one in answers if missing(one)} == {}


def turned_away(browser):
    """Return the answer to one more wrong password than is listened to."""
    told = {"email": make.email_of("Jesse Lindqvist"), "password": "ei tämäkään ole se"}
    told["csrf_token"] = token_in(ask(browser, "/sign-in").text)
    return [ask(browser, "/sign-in", "POST", data=told) for _ in range(11)][-1]


def broken_by(app, fault):
    """Return the answer of a page that meets such a fault."""
    view = app.view_functions["health.alive"]

    @functools.wraps(view)
    def broken():
        raise fault

    app.view_functions["health.alive"] = broken
    return ask(app.test_client(), "/livez")


def late(app):
    """Return the answer to who has waited in line too long."""
    with having_waited(60.0):
        return app.test_client().get("/sign-in", buffered=True)


def too_much(app):
    app.config["MAX_CONTENT_LENGTH"] = 1_000
    return ask(app.test_client(), "/sign-in", "POST", data={"email": "x" * 2_000})


def wanted_by(app, rule):
    return access_of(app.view_functions, rule.endpoint)


def missing(answer):
    return [name for name, value in HEADERS.items() if answer.headers.get(name) != value]


def test_reading_never_waits_for_a_writer(served):
    pages = [rule for rule in rules_of(served, {"GET"}) if not rule.arguments]
    leena, samuel = enter(served, "Leena Ahokas"), enter(served, "Samuel Forsman")
    hurry(served)

    with elsewhere_writing(served):
        found = {
            rule.rule: ask(
                samuel if wanted_by(served, rule) is Access.ADMINS else leena,
                f"{rule.rule}?q=asiakas",
            ).status_code
            for rule in pages
        }

    assert found
    assert {page for page, status in found.items() if status == 404} == ONLY_WHERE_SET_UP
    assert {page: status for page, status in found.items() if status > 404} == {}


def hurry(app):
    """Let nothing of the application wait for the lock longer than a moment."""
    engine = session.get_bind()
    session.remove()
    engine.dispose()
    event.listen(engine, "connect", wait_a_moment)


def wait_a_moment(connection, _record):
    connection.execute(f"PRAGMA busy_timeout = {A_MOMENT}")


@contextmanager
def elsewhere_writing(app):
    """Let another program hold the lock that every write needs."""
    file = app.extensions["settings"].data_dir / "kb.sqlite"
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.close()


def test_the_lock_is_really_held(served):
    hurry(served)

    with elsewhere_writing(served):
        begin_writing()
        with pytest.raises(OperationalError, match="locked"):
            session.execute(text("SELECT 1"))
    begin_reading()
