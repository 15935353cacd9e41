"""Presses of buttons: what each one answered, so that pressing twice does one thing.

A form carries a key of its own, drawn anew each time it is shown. What is kept beside the
key's fingerprint is sealed with the key itself, which is kept nowhere: whoever has the
database reads no answer.
"""

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import LargeBinary, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base, session

KEPT = timedelta(hours=24)
NONCE = 12  # bytes


class Press(Base):
    """One press of a button, by the fingerprint of its form and of all that was sent."""

    __tablename__ = "press"

    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    at: Mapped[datetime] = mapped_column(index=True)


def answer_to(sent: bytes) -> bytes | None:
    """Return what was answered when the same was sent, if it was."""
    found = select(Press.sealed).where(Press.fingerprint == _fingerprint(sent))
    sealed = session.scalar(found)
    return _lock(sent).decrypt(sealed[:NONCE], sealed[NONCE:], None) if sealed else None


def keep_answer(sent: bytes, answer: bytes) -> None:
    """Keep what is answered, in the transaction of the deed; the same twice is refused."""
    moment = clock.now()
    session.execute(delete(Press).where(Press.at < moment - KEPT))
    nonce = secrets.token_bytes(NONCE)
    sealed = nonce + _lock(sent).encrypt(nonce, answer, None)
    session.add(Press(fingerprint=_fingerprint(sent), sealed=sealed, at=moment))
    session.flush()


def _fingerprint(sent: bytes) -> str:
    return sha256(b"fingerprint" + sent).hexdigest()


def _lock(sent: bytes) -> AESGCM:
    return AESGCM(sha256(b"lock" + sent).digest())
