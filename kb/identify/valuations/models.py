"""A valuation: the criticality of a practice, by whom and when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person


class Criticality(Kind):
    """What it would mean to the customers if nobody could do it; its value is its weight."""

    GOOD_TO_KNOW = "1"
    USEFUL = "2"
    SIGNIFICANT = "3"
    CRITICAL = "4"


class Risk(Kind):
    """On how many a practice rests; derived, never typed (R10: of practices, not of people)."""

    NOBODY = "nobody"
    ALONE = "alone"
    BELOW_TARGET = "below_target"
    COVERED = "covered"


class Valuation(Base):
    """One time that a practice was valued; the last one counts."""

    __tablename__ = "valuation"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    criticality: Mapped[Criticality]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
