"""A need: a question that nothing answered."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Industry, Person


class NeedState(Kind):
    """How far a need has come."""

    OPEN = "open"


class Need(Base):
    """What somebody wanted to know, in their own words."""

    __tablename__ = "need"

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    query: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    industry: Mapped[Industry | None]
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[NeedState] = mapped_column(default=NeedState.OPEN, index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    asker: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def names_asker_to(self, reader: Person) -> bool:
        """Say whether ``reader`` is told who asks; an anonymous asker knows themselves."""
        return not self.anonymous or reader.id == self.asker_id
