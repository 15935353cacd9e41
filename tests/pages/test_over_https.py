"""What a browser keeps of the house, and how it is told to: over HTTPS, and at home without."""

from dataclasses import replace
from http.cookies import SimpleCookie

import pytest

from kb.app import create_app
from kb.cycle.takeout.views import MADE
from kb.foundation.db import session
from pages.conftest import Browser, sign_in
from support import make
from support.compiled import ready

A_YEAR = 365 * 24 * 3600
HOST = "kisalli.yritys.fi"
SECURELY = {"HTTP_HOST": HOST, "wsgi.url_scheme": "https", "HTTP_REFERER": f"https://{HOST}/"}


@pytest.fixture
def secure(client):
    """Petri's browser at a house that is reached over HTTPS."""
    make.person("Petri Saarela")
    session.commit()
    settings = replace(client.app.extensions["settings"], https=True)
    return Browser(ready(create_app(settings)), extra_environ=SECURELY)


def kept(answer):
    """Return each cookie that an answer sets, with what is said of it."""
    return [
        one
        for line in answer.headers.getall("Set-Cookie")
        for one in SimpleCookie(line).values()
    ]


def test_over_https_a_sign_in_is_sent_to_this_host_alone_and_to_no_script(secure):
    (before,) = kept(secure.get("/sign-in"))
    form = secure.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = make.email_of("Petri Saarela"), make.PASSWORD

    (after,) = kept(form.submit(status=302))

    for one in (before, after):
        assert one.key.startswith("__Host-")
        assert (one["secure"], one["httponly"], one["samesite"]) == (True, True, "Lax")
        assert (one["path"], one["domain"]) == ("/", "")
    assert secure.get("/settings", status=200)


def test_over_https_whatever_else_is_kept_is_sent_over_https_alone(secure):
    sign_in(secure, make.email_of("Petri Saarela"))

    (told,) = kept(secure.get("/takeout/archive?made=7f3a", status=200))

    assert (told.key, told["secure"], told["samesite"]) == (MADE, True, "Lax")


@pytest.mark.parametrize(
    "address", ["/sign-in", "/livez", "/no-such-page", "/static/css/tokens.css"]
)
def test_a_browser_that_came_over_https_comes_so_for_a_year(secure, address):
    told = secure.get(address, expect_errors=True).headers["Strict-Transport-Security"]

    length, others = told.split("; ")
    assert int(length.removeprefix("max-age=")) >= A_YEAR
    assert others == "includeSubDomains"


def test_a_form_that_comes_from_another_house_over_https_is_refused(secure):
    form = secure.get("/sign-in").forms["sign-in"]
    form["email"], form["password"] = make.email_of("Petri Saarela"), make.PASSWORD

    form.submit(extra_environ={"HTTP_REFERER": "https://evil.example/"}, status=400)

    form.submit(status=302)


def test_without_https_no_script_reads_it_either(client):
    (told,) = kept(client.get("/sign-in"))

    assert (told["httponly"], told["samesite"], told["domain"]) == (True, "Lax", "")
    assert "Strict-Transport-Security" not in client.get("/sign-in").headers
