"""Secrets of second factors, sealed with a key made of the house's own.

AES-GCM; the key is made by HKDF (RFC 5869) of what also signs links, and each secret opens for
the person alone it was sealed for: the table alone tells none.
"""

import base64
import binascii
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

NONCE = 12
SALT = b"kisalli second factors"


def seal(secret: bytes, keys: list[str], *, person_id: int, purpose: str) -> bytes:
    """Return ``secret`` as it is kept; the last of the keys seals."""
    nonce = os.urandom(NONCE)
    return nonce + _with(keys[-1]).encrypt(nonce, secret, _bound(person_id, purpose))


def opened(sealed: bytes, keys: list[str], *, person_id: int, purpose: str) -> bytes | None:
    """Return the secret, or nothing where it was another's, altered, or sealed elsewhere."""
    for key in reversed(keys):
        try:
            nonce, rest = sealed[:NONCE], sealed[NONCE:]
            return _with(key).decrypt(nonce, rest, _bound(person_id, purpose))
        except (InvalidTag, ValueError):
            continue
    return None


def in_text(sealed: bytes) -> str:
    """Return what is sealed as a form carries it along."""
    return base64.urlsafe_b64encode(sealed).decode()


def from_text(text: str) -> bytes:
    """Return what a form carried along; what is no such thing opens nothing."""
    try:
        return base64.urlsafe_b64decode(text.encode())
    except (binascii.Error, ValueError):
        return b""


def _bound(person_id: int, purpose: str) -> bytes:
    return f"{purpose} {person_id}".encode()


def _with(key: str) -> AESGCM:
    made = HKDF(algorithm=SHA256(), length=32, salt=SALT, info=b"second factor")
    return AESGCM(made.derive(key.encode()))
