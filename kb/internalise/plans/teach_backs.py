"""A teach-back: the learner explains in their own words, and learns what is missing.

Talk, so it is no trial and never counts as one (R6).
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import ConflictError, DomainError, NotAllowedError
from kb.internalise.plans.models import Plan
from kb.people.models import Person


class TeachBack(Base):
    """One explaining agreed in a plan; each of the two says in a sentence what was missing."""

    __tablename__ = "teach_back"

    id: Mapped[int] = mapped_column(primary_key=True)
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id", ondelete="CASCADE"), index=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    agreed_at: Mapped[datetime] = mapped_column(default=clock.now)
    held_on: Mapped[date | None]
    learner_missed: Mapped[str] = mapped_column(default="")
    carrier_missed: Mapped[str] = mapped_column(default="")
    called_off_at: Mapped[datetime | None]

    plan: Mapped[Plan] = relationship(lazy="joined", innerjoin=True)
    carrier: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_ahead(self) -> bool:
        """Say whether it is still to be held."""
        return self.held_on is None and self.called_off_at is None

    def has_told(self, person: Person) -> bool:
        """Say whether ``person`` has said what was missing."""
        mine = self.carrier_missed if person.id == self.carrier_id else self.learner_missed
        return bool(mine)

    def other_than(self, person: Person) -> Person:
        """Return the other of the two."""
        return self.plan.learner if person.id == self.carrier_id else self.carrier

    def note(self, held_on: date, missed: str, *, by: Person) -> None:
        """Have been held; each of the two tells of it once, the first one says the day."""
        if by.id not in {self.carrier_id, self.plan.learner_id}:
            raise NotAllowedError("teach_back.of_the_two")
        if self.called_off_at is not None:
            raise DomainError("teach_back.called_off")
        if self.has_told(by):
            raise ConflictError("teach_back.told_already")
        self.held_on = self.held_on or held_on
        if by.id == self.carrier_id:
            self.carrier_missed = missed
        else:
            self.learner_missed = missed

    def call_off(self) -> None:
        """Not be held after all."""
        self.called_off_at = clock.now()
