"""An adoption: one person's own use of a practice, with the day it began and its end."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError
from kb.people.models import Person
from kb.practices.models import Practice


class Adoption(Base):
    """One time that somebody took a practice into use.

    ``since`` is unknown of who only ever told that they gave it up. Whoever hides is not
    named; the customer is a code.
    """

    __tablename__ = "adoption"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    since: Mapped[date | None] = mapped_column(index=True)
    customer: Mapped[str] = mapped_column(default="")
    story: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    hidden: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    given_up_at: Mapped[datetime | None]
    given_up_because: Mapped[str] = mapped_column(default="")

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_in_use(self) -> bool:
        """Say whether it was not given up since."""
        return self.given_up_at is None

    def give_up(self, reason: str) -> None:
        """Be used no longer, for a reason."""
        if not self.is_in_use:
            raise DomainError("adoption.given_up")
        self.given_up_at, self.given_up_because = clock.now(), reason
