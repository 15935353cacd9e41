"""An improvement: what one who tried a practice would have it say, and what came of that."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import ConflictError, NotAllowedError
from kb.foundation.words import Kind
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.practices.models import Practice


class ImprovementState(Kind):
    """What has come of a proposal."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Improvement(Base):
    """One proposal of the one who tried; decided once, by those whose knowledge it is.

    ``part`` is the part of the text it belongs to. Accepted, it is written into the draft of
    whoever decided, in the language ``worded_in``; ``revision`` is the wording that was handed
    over with it, and ``carried_at`` when readers saw that.
    """

    __tablename__ = "improvement"

    id: Mapped[int] = mapped_column(primary_key=True)
    trial_id: Mapped[int] = mapped_column(
        ForeignKey("trial.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    part: Mapped[str]
    text: Mapped[str]
    why: Mapped[str]
    language: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)
    state: Mapped[ImprovementState] = mapped_column(default=ImprovementState.OPEN, index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    answer: Mapped[str] = mapped_column(default="")
    worded_in: Mapped[str | None]
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL"), index=True
    )
    carried_at: Mapped[datetime | None]

    trial: Mapped[Trial] = relationship(lazy="joined", innerjoin=True)
    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id)
    revision: Mapped[Revision | None] = relationship()

    @property
    def is_open(self) -> bool:
        """Say whether it is still to be decided."""
        return self.state is ImprovementState.OPEN

    def take_decision(self, state: ImprovementState, answer: str, *, by: Person) -> None:
        """Be accepted or refused, once, with a word to the one who tried."""
        self._refuse_if_over()
        self.state, self.answer = state, answer
        self.decided_by, self.decided_at = by, clock.now()
        self.trial.be_noted()

    def withdraw(self, *, by: Person) -> None:
        """Be taken back by the one whose it is."""
        if by.id != self.by_id:
            raise NotAllowedError("improvement.own_withdrawn")
        self._refuse_if_over()
        self.state = ImprovementState.WITHDRAWN

    def be_carried(self) -> None:
        """Have become what readers see."""
        self.carried_at = clock.now()

    def _refuse_if_over(self) -> None:
        if not self.is_open:
            raise ConflictError("improvement.over_already")
