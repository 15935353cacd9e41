"""A recognition: who recognised whose practice, from which viewpoint, and why."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class RecognitionView(Kind):
    """From whose viewpoint a practice is recognised (Kiviranta 2010: tunnustaminen)."""

    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"


class Recognition(Base):
    """One recognition of what one person can do, with its reason."""

    __tablename__ = "recognition"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    carrier_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    viewpoint: Mapped[RecognitionView]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    carrier: Mapped[Person] = relationship(
        foreign_keys=carrier_id, lazy="joined", innerjoin=True
    )
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
