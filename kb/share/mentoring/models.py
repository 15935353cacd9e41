"""The meetings of a pairing, with what was gone through and agreed in each."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.practices.models import Practice
from kb.share.pairings.models import Pairing


class Session(Base):
    """One meeting of a pairing: what was gone through, and what will be done."""

    __tablename__ = "mentoring_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), index=True
    )
    held_on: Mapped[date]
    summary: Mapped[str]
    language: Mapped[str]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    task_practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"))
    task_when: Mapped[str] = mapped_column(default="")
    task_then: Mapped[str] = mapped_column(default="")
    task_due: Mapped[date | None]

    pairing: Mapped[Pairing] = relationship()
    task_practice: Mapped[Practice | None] = relationship(foreign_keys=task_practice_id)
    practices: Mapped[list[Practice]] = relationship(
        secondary="session_practice", order_by=Practice.title
    )


class SessionPractice(Base):
    """One practice gone through in a meeting."""

    __tablename__ = "session_practice"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )
