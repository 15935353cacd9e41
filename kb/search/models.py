"""The search index: copies that can always be rebuilt from what they index."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind


class Found(Kind):
    """What kind of thing a document stands for."""

    PRACTICE = "practice"
    NOTE = "note"
    PAIRING = "pairing"
    SESSION = "session"
    TERM = "term"

    @property
    def is_talk(self) -> bool:
        """Say whether people said it to one another, rather than wrote it to be read."""
        return self in {Found.NOTE, Found.PAIRING, Found.SESSION}


class Document(Base):
    """One findable text: one thing in one language."""

    __tablename__ = "search_document"
    __table_args__ = (UniqueConstraint("kind", "thing_id", "language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Found] = mapped_column(index=True)
    thing_id: Mapped[int] = mapped_column(index=True)
    language: Mapped[str]
    title: Mapped[str]
    readers_words: Mapped[str] = mapped_column(default="")
    body: Mapped[str]
    fingerprint: Mapped[str]
    indexed_at: Mapped[datetime] = mapped_column(default=clock.now)
    embedded_with: Mapped[str | None] = mapped_column(index=True)


class Passage(Base):
    """One stretch of a document, with its raw vector.

    A number is never used twice: what a process remembers of a passage stays true.
    """

    __tablename__ = "search_passage"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - SQLAlchemy's own name for it

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("search_document.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    model: Mapped[str] = mapped_column(index=True)
    vector: Mapped[bytes] = mapped_column(LargeBinary)
    sentences: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)


class Adopted(Base):
    """A model that was chosen; it serves since the moment when its vectors were whole."""

    __tablename__ = "search_encoder"

    name: Mapped[str] = mapped_column(primary_key=True)
    setting: Mapped[str]
    whole_at: Mapped[datetime | None]
