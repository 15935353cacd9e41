"""A learner's own mark on a practice; nobody else sets it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class MarkKind(Kind):
    """What the learner says."""

    READ = "read"
    OWN_WORK = "own_work"


class Mark(Base):
    """One mark of one learner on one practice."""

    __tablename__ = "mark"
    __table_args__ = (UniqueConstraint("practice_id", "learner_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    kind: Mapped[MarkKind]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
