"""A private note as it is kept: sealed, so that the database alone tells nothing of it."""

from __future__ import annotations

import os
from datetime import datetime
from typing import Final

from cryptography.exceptions import InvalidTag
from sqlalchemy import ForeignKey, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError
from kb.share.private_notes.keys import NotesKey

NONCE: Final = 12  # bytes, as AES-GCM wants (NIST SP 800-38D)
OF_THE_PAIR = text("session_id IS NULL")


class PrivateNote(Base):
    """What one of a pair wrote for themselves, of one meeting or of the pair as a whole."""

    __tablename__ = "private_note"
    __table_args__ = (
        Index("uq_private_note_meeting", "author_id", "session_id", unique=True),
        Index(
            "uq_private_note_pairing",
            "author_id",
            "pairing_id",
            unique=True,
            sqlite_where=OF_THE_PAIR,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"))
    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), index=True
    )
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="CASCADE"), index=True
    )
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    key_name: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    def seal(self, words: str, key: NotesKey) -> None:
        """Keep ``words`` so that only this key opens them, and only in this place."""
        nonce = os.urandom(NONCE)
        shut = key.of_author(self.author_id).encrypt(nonce, words.encode(), self._place)
        self.sealed, self.key_name = nonce + shut, key.name

    def opened(self, key: NotesKey) -> str:
        """Return the words; what was altered or moved elsewhere does not open."""
        nonce, shut = self.sealed[:NONCE], self.sealed[NONCE:]
        try:
            return key.of_author(self.author_id).decrypt(nonce, shut, self._place).decode()
        except InvalidTag as altered:
            raise DomainError("private_note.altered") from altered

    @property
    def _place(self) -> bytes:
        """Return what the seal is bound to: whose it is, and of which meeting."""
        return f"{self.author_id} {self.pairing_id} {self.session_id or 0}".encode()
