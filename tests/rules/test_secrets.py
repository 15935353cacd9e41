"""No start with a secret that is missing, short, or printed in a manual."""

import os
import secrets
import subprocess
import sys

import pytest

from kb.config import Settings, UnsafeSettingError
from support.house import HOUSE

BAD = {
    "nothing": "",
    "one letter": "s",
    "the manual's": "dev",
    "short": "Tr0ub4dor&3",
    "one too few": secrets.token_hex(16)[:31],
    "spaces": " " * 40,
    "one letter many times": "s" * 32,
    "few letters": "abcabc" * 8,
    "digits in a row": "0123456789" * 4,
    "hexadecimal in a row": "0123456789abcdef" * 2,
    "changeme": "changeme-changeme-changeme-changeme",
    "change me": "please-change-me-before-production!",
    "replace me": "REPLACE_ME_WITH_A_LONG_RANDOM_STRING",
    "your secret": "your-secret-key-goes-in-this-place-here",
    "my secret": "MySecretKeyThatNobodyWillEverGuess2026",
    "super secret": "super-secret-do-not-tell-anybody-please",
    "Flask's own example": "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf",
    "Django's prefix": "django-insecure-k3j2h4k2j3h4k2j3h4k23jh4k23j4h",
    "development": "development-key-for-this-machine-alone",
    "an example": "this-is-an-example-of-a-secret-of-forty",
    "a password": "Password123Password123Password123!abc",
}


def settings_with(tmp_path, **given):
    return Settings.read({"KB_DATA_DIR": str(tmp_path), **given})


@pytest.mark.parametrize("bad", BAD)
def test_a_bad_secret_is_refused(tmp_path, bad):
    with pytest.raises(UnsafeSettingError):
        settings_with(tmp_path, KB_SECRET_KEY=BAD[bad])


@pytest.mark.parametrize("bad", [one for one in BAD if BAD[one].strip()])
def test_nor_does_a_bad_one_open_what_was_signed_before(tmp_path, bad):
    good = secrets.token_urlsafe(32)
    with pytest.raises(UnsafeSettingError):
        settings_with(tmp_path, KB_SECRET_KEY=good, KB_SECRET_KEY_FALLBACKS=BAD[bad])


def test_a_drawn_secret_is_taken(tmp_path):
    for drawn in (secrets.token_hex(16), secrets.token_urlsafe(32), secrets.token_hex(32)):
        assert settings_with(tmp_path, KB_SECRET_KEY=drawn).secret_key == drawn


@pytest.mark.parametrize("bad", ["nothing", "changeme"])
def test_the_server_does_not_start_with_one(tmp_path, bad):
    told = {"KB_DATA_DIR": str(tmp_path), "KB_SECRET_KEY": BAD[bad]}
    started = subprocess.run(
        [sys.executable, "-c", "import wsgi"],
        cwd=HOUSE,
        env={**os.environ, **told},
        capture_output=True,
        text=True,
        check=False,
    )

    assert started.returncode != 0
    assert "secret" in started.stderr


def test_without_a_secret_the_refusal_says_what_makes_one(tmp_path):
    with pytest.raises(UnsafeSettingError, match="make setup"):
        settings_with(tmp_path)

    (tmp_path / "secret").write_text(f"{secrets.token_urlsafe(32)}\n", encoding="utf-8")
    assert settings_with(tmp_path).secret_key == (tmp_path / "secret").read_text().strip()
