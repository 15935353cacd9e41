"""A trial with its debrief (after-action review: intended, happened, why, next)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.attachments.models import Attachment
from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class Verdict(Kind):
    """What came of a trial."""

    WORKED = "worked"
    ADAPTED = "adapted"
    FAILED = "failed"
    NOT_YET = "not_yet"


EVIDENCE = (Verdict.WORKED, Verdict.ADAPTED, Verdict.FAILED)
SUCCESS = (Verdict.WORKED, Verdict.ADAPTED)
# After these the text may be to blame; what worked as written asks for nothing.
ASKS_FOR_MORE = (Verdict.ADAPTED, Verdict.FAILED)


class Trial(Base):
    """One time that a learner did it at their own work.

    It is debriefed when it came to something, good or bad; ``NOT_YET`` waits for its chance.
    ``noted_at`` is when a holder had seen that it failed.
    """

    __tablename__ = "trial"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    tried_on: Mapped[date]
    situation: Mapped[str] = mapped_column(default="")
    did: Mapped[str] = mapped_column(default="")
    intended: Mapped[str] = mapped_column(default="")
    happened: Mapped[str]
    why: Mapped[str] = mapped_column(default="")
    next_time: Mapped[str] = mapped_column(default="")
    verdict: Mapped[Verdict]
    language: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    debriefed_at: Mapped[datetime | None]
    noted_at: Mapped[datetime | None]
    attachment_id: Mapped[str | None] = mapped_column(
        ForeignKey("attachment.id", ondelete="SET NULL"), index=True
    )

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    attachment: Mapped[Attachment | None] = relationship(lazy="joined")

    @property
    def file(self) -> Attachment | None:
        """Return what shows what was done, unless it was taken away."""
        kept = self.attachment
        return kept if kept and kept.removed_at is None else None

    def be_noted(self) -> None:
        """Wait no longer for a holder to have seen what came of it."""
        self.noted_at = self.noted_at or clock.now()

    @property
    def is_success(self) -> bool:
        """Say whether it worked, as it was or adapted."""
        return self.verdict in SUCCESS

    @property
    def asks_for_more(self) -> bool:
        """Say whether it showed something that the text might say, of what is still in use."""
        return self.verdict in ASKS_FOR_MORE and self.practice.dropped_at is None
