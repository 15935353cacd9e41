"""The organisation's own sign-in (OpenID Connect), where one is set up; else nobody asks it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self
from urllib.parse import SplitResult, urlsplit

HTTPS, HTTP = 443, 80
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


@dataclass(frozen=True)
class SignInProvider:
    """Where people of the organisation sign in, and as whom this house asks there."""

    issuer: str = ""
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    name: str = ""
    hosts: tuple[str, ...] = ()

    @classmethod
    def read(cls, environ: Mapping[str, str]) -> Self:
        """Read the settings; without an issuer there is no provider."""
        issuer = environ.get("KB_OIDC_ISSUER", "")
        return cls(
            issuer=issuer,
            client_id=environ.get("KB_OIDC_CLIENT_ID", ""),
            client_secret=_secret(environ),
            name=environ.get("KB_OIDC_NAME") or urlsplit(issuer).hostname or "",
            hosts=tuple(environ.get("KB_OIDC_HOSTS", "").split()),
        )

    @property
    def is_set_up(self) -> bool:
        """Say whether people may sign in there."""
        return bool(self.issuer)

    def doubt(self, base_url: str) -> str:
        """Return why a house at ``base_url`` must not start with it, or nothing."""
        if not self.is_set_up:
            return ""
        if not (self.client_id and base_url):
            return "To sign in by OpenID Connect, set KB_OIDC_CLIENT_ID and KB_BASE_URL, too."
        if not is_safe(urlsplit(self.issuer)):
            return "KB_OIDC_ISSUER begins with https://: what it says decides who comes in."
        return ""

    def may_be_asked(self, address: str) -> bool:
        """Say whether ``address`` is the issuer's own, or of a host named beside it."""
        try:
            asked, own = place_of(address), place_of(self.issuer)
        except ValueError:
            return False
        return asked in {own, *(("https", host, HTTPS) for host in self.hosts)}


def place_of(address: str) -> tuple[str, str, int]:
    """Return scheme, host and port; raise ValueError for what nobody should be asked at."""
    parts = urlsplit(address)
    if parts.username or parts.password or not is_safe(parts):
        raise ValueError(address)
    port = parts.port or (HTTPS if parts.scheme == "https" else HTTP)
    return parts.scheme, parts.hostname or "", port


def is_safe(address: SplitResult) -> bool:
    """Say whether nobody on the way can read along; on this machine there is no way."""
    return address.scheme == "https" or (
        address.scheme == "http" and address.hostname in LOOPBACK
    )


def _secret(environ: Mapping[str, str]) -> str:
    file = environ.get("KB_OIDC_CLIENT_SECRET_FILE")
    if file:
        return Path(file).read_text(encoding="utf-8").strip()
    return environ.get("KB_OIDC_CLIENT_SECRET", "")
