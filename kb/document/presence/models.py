"""Somebody at a text: since when, and when their page last told so."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person

GONE_AFTER = timedelta(seconds=60)  # a page tells of itself every twenty


class Sitting(Base):
    """One person who has one text open for writing; ``sheet`` is their page that told last."""

    __tablename__ = "sitting"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    language: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    sheet: Mapped[str] = mapped_column(default="")
    since: Mapped[datetime] = mapped_column(default=clock.now)
    seen_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
