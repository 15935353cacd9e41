"""The organisation's sign-in: what may be asked, and what a start must not begin with."""

import pytest

from kb.config import Settings, UnsafeSettingError
from kb.people.oidc.forms import Beginning
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
