"""A sharing event, who takes part and what came of it, with the rules they keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Audience, Practice
from kb.share.means import GoalKind
from kb.share.pairings.states import MeansSuited, Outcome
from kb.share.repertoire.forms import Judgement


class EventState(Kind):
    """How far an event is."""

    PLANNED = "planned"
    HELD = "held"
    JUDGED = "judged"
    CANCELLED = "cancelled"


# What may follow what; a circle that meets again stays held until its goal is judged.
NEXT: Mapping[EventState, frozenset[EventState]] = {
    EventState.PLANNED: frozenset({EventState.HELD, EventState.CANCELLED}),
    EventState.HELD: frozenset({EventState.JUDGED}),
    EventState.JUDGED: frozenset(),
    EventState.CANCELLED: frozenset(),
}


class Part(Kind):
    """What somebody does in an event."""

    LEADS = "leads"
    BRINGS = "brings"
    TAKES_PART = "takes_part"


class Coming(Kind):
    """Whether somebody comes: asked, coming, or not."""

    INVITED = "invited"
    COMING = "coming"
    NOT_COMING = "not_coming"


class SharingEvent(Base):
    """One goal that a group shares; it meets once or several times."""

    __tablename__ = "sharing_event"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    name: Mapped[str]
    goal: Mapped[str]
    goal_kind: Mapped[GoalKind]
    means: Mapped[str]
    language: Mapped[str]
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYONE)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    board_id: Mapped[int | None] = mapped_column(ForeignKey("board.id", ondelete="SET NULL"))
    state: Mapped[EventState] = mapped_column(default=EventState.PLANNED, index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    outcome: Mapped[Outcome | None]
    fit: Mapped[MeansSuited | None]
    closing_words: Mapped[str] = mapped_column(default="")

    organiser: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can follow."""
        return not NEXT[self.state]

    def is_led_by(self, person: Person) -> bool:
        """Say whether ``person`` looks after it: its organiser, or a coordinator instead."""
        return person.id == self.organiser_id or person.is_coordinator

    def refuse_others(self, by: Person) -> None:
        """Refuse who does not look after it."""
        if not self.is_led_by(by):
            raise NotAllowedError("event.organiser_decides")

    def refuse_when_over(self) -> None:
        """Refuse a change of what was judged or cancelled."""
        if self.is_over:
            raise DomainError("event.is_over")

    def hold(self, *, by: Person) -> None:
        """Be held, the first time or once more."""
        self.refuse_others(by)
        if self.state is not EventState.HELD:
            self._move_to(EventState.HELD)

    def judge(self, judgement: Judgement, *, by: Person) -> None:
        """Come to an end: the goal is judged, and the means against it (R4)."""
        self.refuse_others(by)
        self._move_to(EventState.JUDGED)
        self.closed_at = clock.now()
        self.outcome, self.fit = judgement.outcome, judgement.fit
        self.closing_words = judgement.words

    def cancel(self, reason: str, *, by: Person) -> None:
        """Not be held after all, and say why."""
        self.refuse_others(by)
        self._move_to(EventState.CANCELLED)
        self.closed_at, self.reason = clock.now(), reason

    def _move_to(self, state: EventState) -> None:
        if state not in NEXT[self.state]:
            raise DomainError("event.cannot_move")
        self.state = state


class EventPractice(Base):
    """One practice that an event means to go through."""

    __tablename__ = "event_practice"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("sharing_event.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Participant(Base):
    """One who is asked or comes: in which part, why, and what they take along in own words."""

    __tablename__ = "event_participant"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("sharing_event.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    part: Mapped[Part] = mapped_column(default=Part.TAKES_PART)
    coming: Mapped[Coming] = mapped_column(default=Coming.INVITED)
    motivation: Mapped[str] = mapped_column(default="")
    takeaway: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="fi")

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class EventCandidate(Base):
    """One new practice that came of an event."""

    __tablename__ = "event_candidate"

    event_id: Mapped[int] = mapped_column(
        ForeignKey("sharing_event.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship()
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    event: Mapped[SharingEvent] = relationship()
