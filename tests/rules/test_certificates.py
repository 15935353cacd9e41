"""Whom the house asks over TLS shows who it is, or learns nothing."""

import ssl
import threading
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler

import httpx2
import pytest

from kb.notices.mail.sending import send
from kb.people.oidc.fetching import Guarded, NoAnswerError
from kb.provider import SignInProvider
from support.authority import HERE, Authority
from support.post_office import post_office, sending_by
from support.provider import Quiet

ANOTHER = "another.example"
NOT_BELIEVED = {
    "vouched for by nobody known": (HERE, timedelta(days=1), False),
    "another's": (ANOTHER, timedelta(days=1), True),
    "out of date": (HERE, timedelta(days=-1), True),
}


@pytest.fixture
def authority(tmp_path):
    return Authority(tmp_path)


@pytest.fixture
def trust(authority, monkeypatch):
    """Return ``trust()``: from now on this machine takes the authority's word."""
    return lambda: monkeypatch.setenv("SSL_CERT_FILE", str(authority.written))


@pytest.fixture(params=NOT_BELIEVED)
def doubtful(request, authority, trust):
    """A certificate that is not to be believed, of each kind."""
    name, until, known = NOT_BELIEVED[request.param]
    if known:
        trust()
    return authority.vouch(name, until)


class Door(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.heard.append(self.path)
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *arguments):
        """Say nothing."""


@contextmanager
def provider_showing(certificate):
    """Open a provider over TLS; yield its address and what it was asked."""
    server = Quiet((HERE, 0), Door)
    server.heard = []
    server.socket = context_of(certificate).wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"https://{HERE}:{server.server_port}", server.heard
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def context_of(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def asked(url):
    out = Guarded(SignInProvider(url, "kisalli"))
    try:
        return out.handle_request(httpx2.Request("GET", f"{url}/keys")).status_code
    finally:
        out.close()


def test_a_provider_that_does_not_show_who_it_is_is_asked_nothing(doubtful):
    with (
        provider_showing(doubtful) as (url, heard),
        pytest.raises(NoAnswerError, match="ConnectError"),
    ):
        asked(url)

    assert heard == []


def test_a_provider_that_shows_who_it_is_is_asked(authority, trust):
    trust()

    with provider_showing(authority.vouch(HERE)) as (url, heard):
        assert asked(url) == 200

    assert heard == ["/keys"]


def mail_server_showing(certificate, security):
    """Open a mail server that speaks TLS from the first word, or after STARTTLS."""
    context = context_of(certificate)
    if security == "tls":
        return post_office(ssl_context=context)
    return post_office(tls_context=context, require_starttls=True)


def letter():
    message = EmailMessage()
    message["From"], message["To"] = "kisalli@yritys.fi", "jesse@yritys.fi"
    message.set_content("Jotakin uutta.")
    return message


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_no_letter_and_no_password_goes_to_who_does_not_show_who_it_is(app, doubtful, security):
    with (
        mail_server_showing(doubtful, security) as office,
        pytest.raises(ssl.SSLCertVerificationError),
    ):
        send(letter(), over(app, office, security, smtp_user="kisalli"))

    assert office.letters == []


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_a_letter_goes_to_who_shows_who_it_is(app, authority, trust, security):
    trust()

    with mail_server_showing(authority.vouch(HERE), security) as office:
        send(letter(), over(app, office, security))

    assert len(office.letters) == 1


def over(app, office, security, **otherwise):
    settings = sending_by(app.extensions["settings"], office)
    return replace(settings, smtp_security=security, **otherwise)
