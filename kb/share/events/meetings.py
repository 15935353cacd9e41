"""When an event meets; afterwards who was there and what was gone through."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person
from kb.practices.models import Practice


class EventMeeting(Base):
    """One time that an event meets; a moment is kept, the day and hour are Helsinki's."""

    __tablename__ = "event_meeting"

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(
        ForeignKey("sharing_event.id", ondelete="CASCADE"), index=True
    )
    starts_at: Mapped[datetime] = mapped_column(index=True)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(default="")
    summary: Mapped[str] = mapped_column(default="")
    held_at: Mapped[datetime | None]
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    gone_through: Mapped[list[GoneThrough]] = relationship(
        cascade="all, delete-orphan", order_by="GoneThrough.practice_id"
    )
    present: Mapped[list[Person]] = relationship(
        secondary="event_presence", order_by=Person.name
    )

    @property
    def ends_at(self) -> datetime:
        """Return when it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def begins(self) -> datetime:
        """Return when it begins by the clock on the wall."""
        return self.starts_at.astimezone(clock.HOME)

    @property
    def has_begun(self) -> bool:
        """Say whether its hour has come."""
        return self.starts_at <= clock.now()


class GoneThrough(Base):
    """One practice gone through in a meeting, in the version that readers saw then."""

    __tablename__ = "event_gone_through"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("event_meeting.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL")
    )

    practice: Mapped[Practice] = relationship()
    revision: Mapped[Revision | None] = relationship()


class EventPresence(Base):
    """One who was there when an event met."""

    __tablename__ = "event_presence"

    meeting_id: Mapped[int] = mapped_column(
        ForeignKey("event_meeting.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
