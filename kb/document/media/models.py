"""A medium is chosen with a reason, and its content must match it (R3)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind


class Medium(Kind):
    """Pictorial or text (Kiviranta 2010: kuvallinen dokumentaatio, teksti)."""

    MAP = "map"
    VIDEO = "video"
    DIAGRAM = "diagram"
    PHOTO = "photo"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"


class Formality(Kind):
    """Formal follows a given form; free does not."""

    FORMAL = "formal"
    FREE = "free"


PICTURES = (Medium.MAP, Medium.DIAGRAM, Medium.PHOTO)


class DocumentForm(Base):
    """The medium of one practice, and why it was chosen."""

    __tablename__ = "document_form"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    medium: Mapped[Medium]
    formality: Mapped[Formality] = mapped_column(default=Formality.FREE)
    reason: Mapped[str]
    chosen_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    chosen_at: Mapped[datetime] = mapped_column(default=clock.now)
