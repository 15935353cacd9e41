"""Whom to tell of a weakness (RFC 9116)."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from kb.config import Settings, UnsafeSettingError
from kb.foundation import clock

ADDRESS = "/.well-known/security.txt"
BASE = "https://kisalli.yritys.fi"


def lines_of(page):
    return [tuple(line.split(": ", 1)) for line in page.text.splitlines()]


def test_where_nobody_is_named_there_is_nothing(client):
    client.get(ADDRESS, status=404)


@pytest.mark.parametrize("years", [0, 1, 4])
def test_it_says_whom_to_tell_and_is_never_out_of_date(client, years):
    client.app.extensions["settings"] = replace(
        client.app.extensions["settings"],
        security_contacts=("mailto:turva@yritys.fi", "https://yritys.fi/turva"),
        base_url=BASE,
    )
    moment = clock.now() + timedelta(days=365 * years)

    with clock.standing_at(moment):
        page = client.get(ADDRESS)

    told = lines_of(page)
    assert page.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert [value for name, value in told if name == "Contact"] == [
        "mailto:turva@yritys.fi",
        "https://yritys.fi/turva",
    ]
    ones = dict(told)
    expires = datetime.strptime(ones["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert moment + timedelta(days=30) < expires < moment + timedelta(days=365)
    assert ones["Preferred-Languages"] == "fi, en"
    assert ones["Canonical"] == BASE + ADDRESS


def test_an_address_of_mail_is_named_as_the_form_wants_it():
    environ = {"KB_SECRET_KEY": "a secret of forty characters for tests.."}

    read = Settings.read(environ | {"KB_SECURITY_CONTACT": "turva@yritys.fi https://x.fi/y"})

    assert read.security_contacts == ("mailto:turva@yritys.fi", "https://x.fi/y")
    with pytest.raises(UnsafeSettingError):
        Settings.read(environ | {"KB_SECURITY_CONTACT": "http://x.fi"})
