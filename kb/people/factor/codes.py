"""Codes of a second factor: six digits of a secret and the time (RFC 6238), and those on paper.

Six digits, SHA-1 and thirty seconds are what every authenticator program takes.
"""

import base64
import secrets
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from kb.foundation import clock

STEP = 30
DIGITS = 6
SECRET_BYTES = 20  # as long as the hash's own result (RFC 4226, 4)
ON_PAPER = 10
# 24 letters of 32 are 120 bits, so that a plain hash may keep them (OWASP ASVS 5.0, 6.5.2).
LETTERS, GROUPS, GROUP = "abcdefghijkmnpqrstuvwxyz23456789", 6, 4
HOUSE = "Kisälli"


def new_secret() -> bytes:
    """Return what a phone and the house will both know."""
    return secrets.token_bytes(SECRET_BYTES)


def in_letters(secret: bytes) -> str:
    """Return the secret as it is typed where no picture can be read."""
    return base64.b32encode(secret).decode().rstrip("=")


def address_of(secret: bytes, account: str) -> str:
    """Return what the picture says: the secret, whose it is, and of which house."""
    return _of(secret).get_provisioning_uri(account, HOUSE)


def code_at(secret: bytes, step: int) -> str:
    """Return the six digits of one step of thirty seconds."""
    return _of(secret).generate(step * STEP).decode()


def step_now() -> int:
    """Return the step that it is now."""
    return int(clock.now().timestamp()) // STEP


def step_of(code: str, secret: bytes, *, after: int) -> int | None:
    """Return the step whose code this is: now, the one before or the next, but once only.

    A clock may be half a minute late, and a code of ``after`` or earlier was taken already.
    """
    now = step_now()
    steps = [one for one in (now - 1, now, now + 1) if one > after]
    right = [one for one in steps if compare_digest(code_at(secret, one), code)]
    return right[0] if right else None


def codes_on_paper() -> list[str]:
    """Return new codes for whoever loses their phone."""
    return [_one_on_paper() for _ in range(ON_PAPER)]


def _one_on_paper() -> str:
    letters = [secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)]
    return "-".join("".join(letters[at : at + GROUP]) for at in range(0, len(letters), GROUP))


def _of(secret: bytes) -> TOTP:
    return TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303 - what the programs know; no collision helps
