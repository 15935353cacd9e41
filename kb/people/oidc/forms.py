"""What goes to the provider, what comes back, and what is believed of it."""

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import Self

from kb.foundation import clock
from kb.foundation.errors import DomainError
from kb.people.accounts.forms import is_email

LASTS = timedelta(minutes=10)
LONGEST_SUBJECT = 255  # OpenID Connect Core 1.0, section 2: at most 255 ASCII characters


@dataclass(frozen=True)
class Beginning:
    """What one browser keeps from leaving for the provider until it comes back, once."""

    state: str
    nonce: str
    verifier: str
    after: str
    person_id: int  # whose account is linked; 0 where somebody signs in
    begun_at: float

    @classmethod
    def now(cls, *, after: str, person_id: int = 0) -> Self:
        """Begin; what nobody can guess is drawn anew."""
        state, nonce, verifier = (secrets.token_urlsafe(32) for _ in range(3))
        return cls(state, nonce, verifier, after, person_id, clock.now().timestamp())

    @classmethod
    def kept(cls, kept: object) -> Self | None:
        """Return what the browser kept, if it began a short while ago."""
        if not isinstance(kept, dict):
            return None
        begun = cls(**kept)
        age = clock.now().timestamp() - begun.begun_at
        return begun if 0 <= age < LASTS.total_seconds() else None

    def to_keep(self) -> dict[str, str | int | float]:
        """Return what the browser is to keep."""
        return asdict(self)


@dataclass(frozen=True)
class Answer:
    """With what the browser came back from the provider."""

    code: str
    state: str
    issuer: str

    @classmethod
    def parse(cls, given: Mapping[str, str]) -> Self:
        """Read the address; who was refused or gave up at the provider is told so."""
        if given.get("error"):
            raise DomainError("provider.declined")
        return cls(given.get("code", ""), given.get("state", ""), given.get("iss", ""))

    def belongs_to(self, begun: Beginning, issuer: str) -> bool:
        """Say whether this browser asked and (RFC 9207) this provider answered."""
        same = secrets.compare_digest(begun.state.encode(), self.state.encode())
        return same and bool(self.code) and self.issuer in {"", issuer}


@dataclass(frozen=True)
class Known:
    """Whom the provider vouches for; ``email`` only where it has verified that one address."""

    issuer: str
    subject: str
    email: str

    @classmethod
    def parse(cls, claims: Mapping[str, object]) -> Self:
        """Read claims whose signature, issuer and audience are right already."""
        issuer, subject = claims.get("iss"), claims.get("sub")
        if not isinstance(issuer, str) or not isinstance(subject, str):
            raise DomainError("provider.not_trusted")
        if not 0 < len(subject) <= LONGEST_SUBJECT or not subject.isascii():
            raise DomainError("provider.not_trusted")
        return cls(issuer, subject, _verified(claims))


def _verified(claims: Mapping[str, object]) -> str:
    """Return the verified address; only in ASCII has each letter one small form of its own."""
    email = claims.get("email")
    if claims.get("email_verified") is not True or not isinstance(email, str):
        return ""
    return email.lower() if email.isascii() and is_email(email) else ""
