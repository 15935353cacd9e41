"""Passwords: argon2id by OWASP's first choice, two hashes at a time in each process.

Parameters: OWASP Password Storage Cheat Sheet, m = 46 MiB (47104 KiB), t = 1, p = 1.
"""

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256

_hasher = PasswordHasher(memory_cost=47104, time_cost=1, parallelism=1)
# 46 MiB each: thirty sign-ins a second would otherwise eat 1.4 GB. Two processes serve.
_at_once = BoundedSemaphore(2)


def hash_password(password: str) -> str:
    """Return the hash to keep instead of ``password``."""
    with _at_once:
        return _hasher.hash(_as_typed(password))


def is_right(password: str, kept: str | None) -> bool:
    """Say whether ``password`` is the one kept; an unknown person costs the same."""
    with _at_once:
        try:
            _hasher.verify(kept or _nobody(), _as_typed(password))
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None


def needs_rehash(kept: str) -> bool:
    """Say whether ``kept`` was made with older parameters."""
    return _hasher.check_needs_rehash(kept)


def _as_typed(password: str) -> str:
    """Return the same letters from every keyboard (NIST SP 800-63B-4, 3.1.1.2)."""
    return unicodedata.normalize("NFKC", password)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
