"""A turn at another's work: covering for them, or rotation; with what is handed over."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.means import GoalKind
from kb.share.pairings.states import MeansSuited, Outcome
from kb.share.repertoire.forms import Judgement


class TurnKind(Kind):
    """Why somebody does another's work."""

    COVERING = "covering"
    ROTATION = "rotation"


class TurnState(Kind):
    """How far a turn is."""

    PLANNED = "planned"
    ACKNOWLEDGED = "acknowledged"
    JUDGED = "judged"
    CANCELLED = "cancelled"


NEXT: Mapping[TurnState, frozenset[TurnState]] = {
    TurnState.PLANNED: frozenset({TurnState.ACKNOWLEDGED, TurnState.CANCELLED}),
    TurnState.ACKNOWLEDGED: frozenset({TurnState.JUDGED}),
    TurnState.JUDGED: frozenset(),
    TurnState.CANCELLED: frozenset(),
}


class Turn(Base):
    """One period in which ``doer`` does what ``owner`` otherwise does.

    A covering names customers by their codes; a rotation says from what work to what work.
    """

    __tablename__ = "turn"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    kind: Mapped[TurnKind]
    goal: Mapped[str]
    goal_kind: Mapped[GoalKind]
    language: Mapped[str]
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    doer_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    begins_on: Mapped[date]
    ends_on: Mapped[date] = mapped_column(index=True)
    accounts: Mapped[str] = mapped_column(default="")
    from_work: Mapped[str] = mapped_column(default="")
    to_work: Mapped[str] = mapped_column(default="")
    state: Mapped[TurnState] = mapped_column(default=TurnState.PLANNED, index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    owner_said_at: Mapped[datetime | None]
    doer_said_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    fit: Mapped[MeansSuited | None]
    closing_words: Mapped[str] = mapped_column(default="")

    owner: Mapped[Person] = relationship(foreign_keys=owner_id, lazy="joined", innerjoin=True)
    doer: Mapped[Person] = relationship(foreign_keys=doer_id, lazy="joined", innerjoin=True)
    items: Mapped[list[TurnItem]] = relationship(
        order_by="TurnItem.id", cascade="all, delete-orphan"
    )

    @property
    def is_covering(self) -> bool:
        """Say whether the owner was away meanwhile."""
        return self.kind is TurnKind.COVERING

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can follow."""
        return not NEXT[self.state]

    @property
    def has_ended(self) -> bool:
        """Say whether its last day has come."""
        return self.ends_on <= clock.today()

    def includes(self, person: Person) -> bool:
        """Say whether ``person`` is one of the two."""
        return person.id in {self.owner_id, self.doer_id}

    def other_than(self, person: Person) -> Person:
        """Return the other of the two."""
        return self.doer if person.id == self.owner_id else self.owner

    def waits_for(self, person: Person) -> bool:
        """Say whether it has ended and this one of the two has not said that it was so."""
        said = {self.owner_id: self.owner_said_at, self.doer_id: self.doer_said_at}
        planned = self.state is TurnState.PLANNED and self.has_ended
        return planned and person.id in said and said[person.id] is None

    def acknowledge(self, *, by: Person) -> None:
        """Say, as one of the two, that it was so; it counts when both have."""
        self.refuse_others(by)
        if self.state is not TurnState.PLANNED or not self.has_ended:
            raise DomainError("turn.not_over_yet")
        if by.id == self.owner_id:
            self.owner_said_at = self.owner_said_at or clock.now()
        else:
            self.doer_said_at = self.doer_said_at or clock.now()
        if self.owner_said_at and self.doer_said_at:
            self._move_to(TurnState.ACKNOWLEDGED)

    def judge(self, judgement: Judgement, *, by: Person) -> None:
        """Come to an end: the goal is judged, and the means against it (R4)."""
        self.refuse_others(by)
        self._move_to(TurnState.JUDGED)
        self.closed_at = clock.now()
        self.outcome, self.fit = judgement.outcome, judgement.fit
        self.closing_words = judgement.words

    def cancel(self, *, by: Person) -> None:
        """Not take place after all."""
        self.refuse_others(by)
        self._move_to(TurnState.CANCELLED)
        self.closed_at = clock.now()

    def change(self, *, by: Person) -> None:
        """Take a change of what is handed over, until both have said that it was so."""
        self.refuse_others(by)
        if self.state is not TurnState.PLANNED:
            raise DomainError("turn.is_settled")

    def move(self, begins_on: date, ends_on: date, *, by: Person) -> None:
        """Have other days; who had already said that it was so is asked again."""
        self.change(by=by)
        self.begins_on, self.ends_on = begins_on, ends_on
        self.owner_said_at = self.doer_said_at = None

    def refuse_others(self, by: Person) -> None:
        """Refuse who is not one of the two."""
        if not self.includes(by):
            raise NotAllowedError("turn.not_yours")

    def _move_to(self, state: TurnState) -> None:
        if state not in NEXT[self.state]:
            raise DomainError("turn.cannot_move")
        self.state = state


class TurnPractice(Base):
    """One practice that the doer does meanwhile."""

    __tablename__ = "turn_practice"

    turn_id: Mapped[int] = mapped_column(
        ForeignKey("turn.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    practice: Mapped[Practice] = relationship()


class TurnItem(Base):
    """One thing on the list: handed over at the beginning, taken back at the end."""

    __tablename__ = "turn_item"

    id: Mapped[int] = mapped_column(primary_key=True)
    turn_id: Mapped[int] = mapped_column(ForeignKey("turn.id", ondelete="CASCADE"), index=True)
    words: Mapped[str]
    handed_over_at: Mapped[datetime | None]
    taken_back_at: Mapped[datetime | None]
    told_back: Mapped[str] = mapped_column(default="")

    def hand_over(self) -> None:
        """Be the doer's to look after."""
        self.handed_over_at = self.handed_over_at or clock.now()

    def take_back(self, told: str) -> None:
        """Be the owner's again, with what happened to it."""
        if self.handed_over_at is None:
            raise DomainError("turn.not_handed_over")
        self.taken_back_at, self.told_back = self.taken_back_at or clock.now(), told
