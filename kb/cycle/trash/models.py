"""A removal: who put a practice in the trash, when and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person
from kb.practices.models import Practice


class Removal(Base):
    """One practice in the trash."""

    __tablename__ = "removal"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
