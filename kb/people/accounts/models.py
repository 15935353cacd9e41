"""A link that lets one person choose a password, once and not for long."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person

UNUSABLE = "!"  # a password's hash that no password has: who was invited has not chosen one


class Purpose(Kind):
    """What a link is for."""

    INVITATION = "invitation"
    RESET = "reset"


# OWASP ASVS 5.0, 6.4: a reset's secret lives for minutes; an invitation waits over a week-end.
LASTS = {Purpose.INVITATION: timedelta(days=7), Purpose.RESET: timedelta(minutes=60)}


class AccessLink(Base):
    """One link to one person; what opens it is signed with the secret, and kept nowhere."""

    __tablename__ = "access_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    purpose: Mapped[Purpose]
    nonce: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    ends_at: Mapped[datetime]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id", ondelete="SET NULL"))

    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Say whether it may still be used."""
        return clock.now() < self.ends_at and self.person.is_here
