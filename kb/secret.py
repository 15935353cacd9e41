"""What is to stay secret: read from a file or a setting, refused where others guess it."""

import re
from collections.abc import Mapping
from pathlib import Path

SHORTEST_SECRET = 32
# What manuals and examples print, whatever is written around it.
KNOWN_SECRETS = re.compile(
    "change(me|this)|replace(me|this)|(your|my|super|top|very)secret|secretkey|djangoinsecure|"
    "password|development|insecure|qwerty|example|0123456789|"
    "192b9bdd22ab9ed4d12e236c78afcb9a393ec15f71bbf5dc987d54727823bcbf"
)
FEWEST_LETTERS = 8  # different ones: a drawn secret of 32 hexadecimal digits has more


class UnsafeSettingError(Exception):
    """A setting that would make the start unsafe; the text says which and why."""


def kept_secret(data_dir: Path) -> str:
    """Return the secret of this installation, which set-up has made."""
    file = data_dir / "secret"
    if not file.exists():
        raise UnsafeSettingError(
            f"There is no secret at {file}. Run `make setup`, or set KB_SECRET_KEY."
        )
    return file.read_text(encoding="utf-8").strip()


def given(environ: Mapping[str, str], name: str) -> str:
    """Return a secret that stands in the file named beside it, or in the setting itself."""
    file = environ.get(f"{name}_FILE")
    return Path(file).read_text(encoding="utf-8").strip() if file else environ.get(name, "")


def strong(secret: str) -> str:
    """Return a secret that nobody guesses, or refuse it."""
    plain = "".join(one for one in secret.lower() if one.isalnum())
    known = KNOWN_SECRETS.search(plain)
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_LETTERS or known:
        raise UnsafeSettingError(
            f"The secret needs {SHORTEST_SECRET} characters, {FEWEST_LETTERS} of them"
            " different, and must be nobody's default."
        )
    return secret


def strong_if_given(secret: str) -> str:
    """Return a secret that nobody guesses, or none where none was given."""
    return strong(secret) if secret else ""
