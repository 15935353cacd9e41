"""An if-then plan of one learner for one practice.

Gollwitzer (1999): an implementation intention says in which situation one will do what.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, InvalidError
from kb.people.models import Person
from kb.practices.models import Practice


class Plan(Base):
    """What a learner will try, and when; done when the trial is there.

    Without words it is an invitation: talk was had, and the learner says when to try.
    It waits for a situation or for a day; ``means`` is the key of how it will be done, and
    ``asked_for`` the day of which the learner was asked whether it came to anything.
    """

    __tablename__ = "plan"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    session_id: Mapped[int | None] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="SET NULL")
    )
    when: Mapped[str] = mapped_column(default="")
    then: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None] = mapped_column(index=True)
    means: Mapped[str | None]
    asked_for: Mapped[date | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]
    dismissed_at: Mapped[datetime | None]

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be tried."""
        return self.done_at is None and self.dismissed_at is None

    @property
    def is_invitation(self) -> bool:
        """Say whether the learner has yet to say when and how."""
        return not self.when and not self.then

    @property
    def is_late(self) -> bool:
        """Say whether its day has gone by untried."""
        return self.is_open and self.due_on is not None and self.due_on < clock.today()

    def reword(self, when: str, then: str, due_on: date | None) -> None:
        """Say anew when and how; a new day lies ahead, one already set may stay."""
        if self.done_at is not None:
            raise DomainError("plan.done")
        if due_on and due_on != self.due_on and due_on < clock.today():
            raise InvalidError({"due_on": "plan.past"})
        self.when, self.then, self.due_on = when, then, due_on

    def dismiss(self) -> None:
        """Leave it be."""
        if self.done_at is not None:
            raise DomainError("plan.done")
        self.dismissed_at = clock.now()
