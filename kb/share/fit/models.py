"""What each of a pair answered, alone, when asked whether it works."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person


class FitRound(Kind):
    """When it is asked: after the first meeting, then a month and three months later."""

    FIRST = "first"
    MONTH = "month"
    QUARTER = "quarter"


class Fit(Kind):
    """Whether the pair works."""

    WORKS = "works"
    PARTLY = "partly"
    NOT = "not"


class FitAnswer(Base):
    """One answer of one of the two; the other one never learns of it."""

    __tablename__ = "fit_answer"
    __table_args__ = (UniqueConstraint("pairing_id", "person_id", "asked_in"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    asked_in: Mapped[FitRound]
    fit: Mapped[Fit]
    words: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    answered_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
