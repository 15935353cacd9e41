"""A question to a person about a practice, and its answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import ConflictError, NotAllowedError
from kb.people.models import Person
from kb.practices.models import Practice


class Question(Base):
    """One question; only the two people see it."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    answer: Mapped[str | None]
    answered_at: Mapped[datetime | None]
    seen_at: Mapped[datetime | None]

    practice: Mapped[Practice | None] = relationship()
    asker: Mapped[Person] = relationship(foreign_keys=asker_id, lazy="joined", innerjoin=True)
    asked: Mapped[Person] = relationship(foreign_keys=asked_id, lazy="joined", innerjoin=True)

    def take_answer(self, text: str, *, by: Person) -> None:
        """Be answered, once, by the one who was asked."""
        if by.id != self.asked_id:
            raise NotAllowedError("question.asked_answers")
        if self.answer is not None:
            raise ConflictError("question.answered_already")
        self.answer, self.answered_at = text, clock.now()

    def be_seen(self, *, by: Person) -> None:
        """Leave the asker's page once they have read the answer."""
        if by.id != self.asker_id or self.answer is None:
            raise NotAllowedError("question.asker_reads")
        self.seen_at = self.seen_at or clock.now()
