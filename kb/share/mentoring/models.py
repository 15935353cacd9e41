"""The meetings of a pairing: planned, held or not, and what was gone through and agreed."""

from __future__ import annotations

from datetime import date, datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.pairings.models import Pairing
from kb.share.times import HOME, Times


class MeetingState(Kind):
    """How a meeting stands; ``TRANSITIONS`` says what may follow what."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


# What is moved stays planned. That it was missed is a fact, and may have been told wrong.
TRANSITIONS = {
    MeetingState.PLANNED: {
        MeetingState.PLANNED,
        MeetingState.HELD,
        MeetingState.MISSED,
        MeetingState.CANCELLED,
    },
    MeetingState.MISSED: {MeetingState.HELD},
}


def new_uid() -> str:
    """Return what calendars know a meeting by, whatever becomes of it."""
    return str(uuid4())


class Session(Base):
    """One meeting of a pairing: what was gone through, and what will be done.

    ``held_on`` is its day, also while it is still ahead; the hours are kept if it was planned.
    """

    __tablename__ = "mentoring_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), index=True
    )
    state: Mapped[MeetingState] = mapped_column(
        default=MeetingState.HELD, server_default=MeetingState.HELD.value, index=True
    )
    held_on: Mapped[date]
    starts_at: Mapped[datetime | None] = mapped_column(index=True)
    ends_at: Mapped[datetime | None]
    zone: Mapped[str] = mapped_column(default=HOME, server_default=HOME)
    place: Mapped[str] = mapped_column(default="", server_default="")
    link: Mapped[str] = mapped_column(default="", server_default="")
    agenda: Mapped[str] = mapped_column(default="", server_default="")
    uid: Mapped[str | None] = mapped_column(unique=True, index=True)
    sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    summary: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)
    task_practice_id: Mapped[int | None] = mapped_column(ForeignKey("practice.id"))
    task_when: Mapped[str] = mapped_column(default="")
    task_then: Mapped[str] = mapped_column(default="")
    task_due: Mapped[date | None]

    pairing: Mapped[Pairing] = relationship()
    recorded_by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    task_practice: Mapped[Practice | None] = relationship(foreign_keys=task_practice_id)
    practices: Mapped[list[Practice]] = relationship(
        secondary="session_practice", order_by=Practice.title
    )

    @property
    def begins(self) -> datetime | None:
        """Return when it begins, in the hours of its own place."""
        return self.starts_at.astimezone(ZoneInfo(self.zone)) if self.starts_at else None

    @property
    def ends(self) -> datetime | None:
        """Return when it ends, in the hours of its own place."""
        return self.ends_at.astimezone(ZoneInfo(self.zone)) if self.ends_at else None

    @property
    def has_hours(self) -> bool:
        """Say whether its hours are known, and of the day on which it is."""
        return self.begins is not None and self.begins.date() == self.held_on

    @property
    def is_far(self) -> bool:
        """Say whether its hours are another place's than the organisation's."""
        return self.zone != HOME

    @property
    def is_planned(self) -> bool:
        """Say whether nobody has said yet what became of it."""
        return self.state is MeetingState.PLANNED

    @property
    def is_told(self) -> bool:
        """Say whether it was held, and told of."""
        return self.state is MeetingState.HELD

    @property
    def is_ahead(self) -> bool:
        """Say whether it is planned and has not begun."""
        return self.is_planned and self.starts_at is not None and self.starts_at > clock.now()

    @property
    def says_something(self) -> bool:
        """Say whether more was told of it than that it was."""
        return self.is_told and bool(self.summary or self.task_then)

    def move_to(self, state: MeetingState) -> None:
        """Go on to ``state``, if it may follow this one."""
        if state not in TRANSITIONS.get(self.state, set()):
            raise DomainError("session.cannot_move")
        self.state = state

    def refuse_change(self) -> None:
        """Refuse to plan anew what was held, missed or called off."""
        if not self.is_planned:
            raise DomainError("session.cannot_move")

    def be_at(self, times: Times) -> None:
        """Take place then; calendars know it by the same name and count the change."""
        self.move_to(MeetingState.PLANNED)
        self.sequence += 1
        self.set_times(times)

    def set_times(self, times: Times) -> None:
        """Keep when it is, in UTC and with the name of the place whose hours are meant."""
        if times.starts_at <= clock.now():
            raise DomainError("session.start_past")
        self.starts_at, self.ends_at, self.zone = times.starts_at, times.ends_at, times.zone
        self.held_on = times.day

    def be_cancelled(self) -> None:
        """Not take place, which calendars hear as a change."""
        self.move_to(MeetingState.CANCELLED)
        self.sequence += 1

    def be_missed(self) -> None:
        """Not have taken place; whose fault it was nobody asks."""
        if self.starts_at is None or self.starts_at > clock.now():
            raise DomainError("session.not_begun")
        self.move_to(MeetingState.MISSED)

    def may_be_amended_by(self, person: Person) -> bool:
        """Say whether ``person`` may put right what was told: whoever told it."""
        return self.is_told and self.recorded_by_id == person.id

    def refuse_but_for_its_teller(self, person: Person) -> None:
        """Refuse whoever did not tell of the meeting themselves."""
        if not self.may_be_amended_by(person):
            raise NotAllowedError("session.not_told_by_you")


class SessionPractice(Base):
    """One practice gone through in a meeting."""

    __tablename__ = "session_practice"

    session_id: Mapped[int] = mapped_column(
        ForeignKey("mentoring_session.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )
