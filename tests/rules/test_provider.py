"""The organisation's sign-in: what may be asked, and what a start must not begin with."""

import httpx2
import pytest

from kb.config import Settings, UnsafeSettingError
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.people.oidc.actions import unlink_account
from kb.people.oidc.fetching import Guarded, NoAnswerError
from kb.people.oidc.forms import LONGEST_SUBJECT, Beginning, Known
from kb.people.oidc.models import ProviderAccount
from kb.people.oidc.queries import account_of
from kb.provider import SignInProvider

ISSUER = "https://sso.example.com/realms/work"
SET_UP = {
    "KB_SECRET_KEY": "a secret of forty characters for tests..",
    "KB_BASE_URL": "https://kisalli.example.com",
    "KB_OIDC_ISSUER": ISSUER,
    "KB_OIDC_CLIENT_ID": "kisalli",
}


def test_a_provider_is_read_from_the_settings_and_its_secret_from_a_file(tmp_path):
    (tmp_path / "secret").write_text("of both\n", encoding="utf-8")

    read = Settings.read(SET_UP | {"KB_OIDC_CLIENT_SECRET_FILE": str(tmp_path / "secret")})

    assert read.provider.is_set_up
    assert read.provider.client_secret == "of both"
    assert read.provider.name == "sso.example.com"
    assert "of both" not in repr(read)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"KB_OIDC_CLIENT_ID": ""},
        {"KB_BASE_URL": ""},
        {"KB_OIDC_ISSUER": "http://sso.example.com"},
        {"KB_OIDC_ISSUER": "sso.example.com"},
        {"KB_OIDC_ISSUER": "http://127.0.0.1.example.com"},
    ],
)
def test_half_a_provider_or_one_in_the_clear_is_no_start(otherwise):
    with pytest.raises(UnsafeSettingError):
        Settings.read(SET_UP | otherwise)


@pytest.mark.parametrize(
    ("address", "may"),
    [
        (f"{ISSUER}/token", True),
        ("https://sso.example.com:443/keys", True),
        ("https://keys.example.com/all", True),
        ("https://keys.example.com:8443/all", False),
        ("http://sso.example.com/token", False),
        ("https://sso.example.com:8443/token", False),
        ("https://sso.example.com.another.example/token", False),
        ("https://sso.example.com@another.example/token", False),
        ("https://somebody:knows@sso.example.com/token", False),
        ("https://another.example/?sso.example.com", False),
        ("http://127.0.0.1/token", False),
        ("https://127.0.0.1/token", False),
        ("https://[::1]/token", False),
        ("https://sso.example.com:no/token", False),
        ("file:///etc/passwd", False),
        ("", False),
    ],
)
def test_only_the_issuers_own_and_named_hosts_may_be_asked(address, may):
    provider = SignInProvider(ISSUER, "kisalli", hosts=("keys.example.com",))

    assert provider.may_be_asked(address) is may


def test_what_a_browser_kept_is_read_as_it_was_or_not_at_all():
    begun = Beginning.now(after="/people", person_id=7)

    assert Beginning.kept(begun.to_keep()) == begun
    assert Beginning.kept(None) is None
    assert Beginning.kept("altered") is None


def test_nobody_else_is_asked_on_the_way_out():
    out = Guarded(SignInProvider(ISSUER, "kisalli"))

    with pytest.raises(NoAnswerError, match="no host of the provider"):
        out.handle_request(httpx2.Request("GET", "https://another.example/token"))
    out.close()


CLAIMS = {"iss": ISSUER, "sub": "7", "email": "Aino@kisalli.example", "email_verified": True}


@pytest.mark.parametrize(
    "otherwise",
    [
        {"iss": None},
        {"sub": 7},
        {"sub": ""},
        {"sub": "ä"},
        {"sub": "7" * (LONGEST_SUBJECT + 1)},
    ],
)
def test_who_is_not_told_as_the_standard_says_is_not_trusted(otherwise):
    with pytest.raises(DomainError, match=r"provider\.not_trusted"):
        Known.parse(CLAIMS | otherwise)


@pytest.mark.parametrize(
    ("otherwise", "known"),
    [
        ({}, ("aino@kisalli.example", False)),
        ({"sub": "7" * LONGEST_SUBJECT}, ("aino@kisalli.example", False)),
        ({"email_verified": "true"}, ("", False)),
        ({"email_verified": False}, ("", False)),
        ({"email": "äino@kisalli.example"}, ("", False)),
        ({"email": "aino"}, ("", False)),
        ({"email": ["aino@kisalli.example"]}, ("", False)),
        ({"amr": ["pwd", "mfa"]}, ("aino@kisalli.example", True)),
        ({"amr": ["pwd"]}, ("aino@kisalli.example", False)),
        ({"amr": "mfa"}, ("aino@kisalli.example", False)),
    ],
)
def test_an_address_counts_where_it_is_verified_and_a_second_factor_where_it_is_told(
    otherwise, known
):
    told = Known.parse(CLAIMS | otherwise)

    assert (told.email, told.proven_twice) == known


def test_unlinking_takes_ones_own_account_and_is_nothing_to_who_has_none(petri, aino):
    for person in (petri, aino):
        session.add(ProviderAccount(issuer=ISSUER, subject=person.name, person=person))
    session.flush()

    unlink_account(petri, ISSUER)
    unlink_account(petri, ISSUER)

    assert account_of(petri, ISSUER) is None
    assert account_of(aino, ISSUER).subject == aino.name
