"""Somebody saw another do it, or did it in their place."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class Presence(Kind):
    """In which way the guest was there."""

    SHADOWING = "shadowing"
    COVERING = "covering"


class Shadowing(Base):
    """One time of being there; evidence of sharing once the host has acknowledged it."""

    __tablename__ = "shadowing"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    kind: Mapped[Presence]
    host_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    guest_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    held_on: Mapped[date]
    noticed: Mapped[str]
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    acknowledged_at: Mapped[datetime | None]

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    host: Mapped[Person] = relationship(foreign_keys=host_id, lazy="joined", innerjoin=True)
    guest: Mapped[Person] = relationship(foreign_keys=guest_id, lazy="joined", innerjoin=True)

    def acknowledge(self, *, by: Person) -> None:
        """Agree, as the host, that the guest was there."""
        if by.id != self.host_id:
            raise NotAllowedError("shadowing.host_acknowledges")
        if self.acknowledged_at:
            raise DomainError("shadowing.already_acknowledged")
        self.acknowledged_at = clock.now()
