"""A sparring note: what was asked, what helped, with whom."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Industry, Person
from kb.practices.models import Practice


class SparringNote(Base):
    """One piece of advice; ``practice`` is what was made of it."""

    __tablename__ = "sparring_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    advice: Mapped[str]
    with_whom: Mapped[str]
    with_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    language: Mapped[str]
    industry: Mapped[Industry | None]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"), index=True)

    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    colleague: Mapped[Person | None] = relationship(foreign_keys=with_id, lazy="joined")
    practice: Mapped[Practice | None] = relationship()

    def may_become_a_practice_by(self, person: Person) -> bool:
        """Say whether ``person`` may make a practice of it: its writer, or an author."""
        return self.practice_id is None and (person.may_write or person.id == self.by_id)
