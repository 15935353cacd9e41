"""The keys of badges: one signs (Ed25519), the public halves of all there were are told."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kb.config import Settings
from kb.foundation.errors import DomainError
from kb.foundation.secret_files import write_for_oneself

PublicKey = Mapping[str, str]


@dataclass(frozen=True)
class BadgeKeys:
    """Where the keys lie, in a file of the data directory; the newest stands first."""

    file: Path

    @classmethod
    def of(cls, settings: Settings) -> "BadgeKeys":
        """Return where this installation keeps them."""
        return cls(settings.badge_keys_file)

    def make(self) -> bool:
        """Make the first key, once; say whether it was made now."""
        if self.file.exists():
            return False
        self.rotate()
        return True

    def rotate(self) -> str:
        """Let a new key sign from now on; what the former ones signed can still be verified."""
        new = Ed25519PrivateKey.generate()
        public = public_key_of(new)
        kept = {"signs": _written(new.private_bytes_raw()), "public": [public, *self.public]}
        write_for_oneself(self.file, json.dumps(kept, indent=1))
        return public["kid"]

    @property
    def public(self) -> Sequence[PublicKey]:
        """Return every public key (JWK, RFC 8037), the one that signs first."""
        if not self.file.exists():
            return ()
        found: list[PublicKey] = json.loads(self.file.read_text("utf-8"))["public"]
        return found

    @property
    def signs(self) -> Ed25519PrivateKey:
        """Return the key that signs, or refuse where setting up has made none."""
        if not self.file.exists():
            raise DomainError("badge.no_key")
        raw: str = json.loads(self.file.read_text("utf-8"))["signs"]
        return Ed25519PrivateKey.from_private_bytes(_read(raw))


def public_key_of(key: Ed25519PrivateKey) -> dict[str, str]:
    """Return the public half as JWK; its name is its thumbprint (RFC 7638)."""
    needed = {
        "crv": "Ed25519",
        "kty": "OKP",
        "x": _written(key.public_key().public_bytes_raw()),
    }
    written = json.dumps(needed, sort_keys=True, separators=(",", ":"))
    name = _written(sha256(written.encode()).digest())
    return {**needed, "kid": name, "alg": "EdDSA", "use": "sig"}


def _written(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _read(written: str) -> bytes:
    return urlsafe_b64decode(written + "=" * (-len(written) % 4))
