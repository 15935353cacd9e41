"""What the house suggests of a practice at a review, and that somebody put it aside."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind


class Suggested(Kind):
    """What is suggested, never done by itself: to give up, or to combine."""

    FAILS = "fails"
    UNUSED = "unused"
    ALIKE = "alike"


class PutAside(Base):
    """That a suggestion is not wanted now; ``other`` is the second practice of two."""

    __tablename__ = "put_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[Suggested]
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    other_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
