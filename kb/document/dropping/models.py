"""A dropping: who gave a practice up, when, why, and what comes in its place."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person
from kb.practices.models import Practice


class Dropping(Base):
    """One giving up; one that was taken back is kept, as what was once thought."""

    __tablename__ = "dropping"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    successor_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )
    at: Mapped[datetime] = mapped_column(default=clock.now)
    taken_back_at: Mapped[datetime | None]
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    practice: Mapped[Practice] = relationship(foreign_keys=practice_id)
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)

    def take_back(self, *, by: Person) -> None:
        """Hold no longer."""
        self.taken_back_at, self.taken_back_by_id = clock.now(), by.id
