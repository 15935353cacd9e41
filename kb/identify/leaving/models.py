"""Why a last working day was told, and by whom; the day itself is the person's."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person


class Departure(Base):
    """What was said with a last working day; it goes with the day."""

    __tablename__ = "departure"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    purpose: Mapped[str] = mapped_column(default="")
    told_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    told_at: Mapped[datetime] = mapped_column(default=clock.now)

    told_by: Mapped[Person] = relationship(
        foreign_keys=told_by_id, lazy="joined", innerjoin=True
    )
