"""A flaw: what one reader found missing or wrong in a practice, and the answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import ConflictError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class FlawState(Kind):
    """What has come of it."""

    OPEN = "open"
    MENDED = "mended"
    DECLINED = "declined"


class Flaw(Base):
    """One flaw; who reported it and who looks after the practice see it."""

    __tablename__ = "flaw"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    language: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[FlawState] = mapped_column(default=FlawState.OPEN, index=True)
    answer: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None]
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL")
    )

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    answered_by: Mapped[Person | None] = relationship(foreign_keys=answered_by_id)
    revision: Mapped[Revision | None] = relationship()

    def take_answer(self, state: FlawState, answer: str, *, by: Person) -> None:
        """Be mended or declined, once."""
        if self.state is not FlawState.OPEN:
            raise ConflictError("flaw.answered_already")
        self.state, self.answer = state, answer
        self.answered_by, self.answered_at = by, clock.now()
