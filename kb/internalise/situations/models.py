"""A situation to decide, who rehearses a practice by them, and when each comes again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice


class SituationState(Kind):
    """Whether a situation is asked of anybody."""

    AWAITING = "awaiting"
    ASKED = "asked"
    RETIRED = "retired"


class Situation(Base):
    """One situation of a practice, what it asks, and the reasoning shown after one's own.

    It is asked once a holder stands behind it; ``agreed_at`` is when one last did, so a page
    can say that the practice has been written anew since.
    """

    __tablename__ = "situation"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    language: Mapped[str]
    telling: Mapped[str]
    question: Mapped[str]
    reasoning: Mapped[str]
    state: Mapped[SituationState] = mapped_column(default=SituationState.AWAITING, index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[datetime | None]

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    author: Mapped[Person] = relationship(foreign_keys=author_id, lazy="joined", innerjoin=True)

    @property
    def is_asked(self) -> bool:
        """Say whether learners meet it."""
        return self.state is SituationState.ASKED

    def agree(self, *, by: Person) -> None:
        """Be asked from now on, with this person standing behind it."""
        self.state = SituationState.ASKED
        self.agreed_by_id, self.agreed_at = by.id, clock.now()

    def wait(self) -> None:
        """Be asked of nobody until one who holds the practice agrees."""
        self.state = SituationState.AWAITING
        self.agreed_by_id = self.agreed_at = None

    def retire(self) -> None:
        """Be asked no more."""
        self.state = SituationState.RETIRED


class Rehearsal(Base):
    """A learner's own wish to be asked about a practice; nobody else sees it."""

    __tablename__ = "rehearsal"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(default=clock.now)


class Recall(Base):
    """When one situation comes again to one learner, as FSRS has it, in whole days.

    What the learner answered is kept nowhere; of the self-grade only what it means for the
    next time. A day on which it was put off is no answer.
    """

    __tablename__ = "recall"

    situation_id: Mapped[int] = mapped_column(
        ForeignKey("situation.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    due_on: Mapped[date]
    seen_on: Mapped[date]
    answered_on: Mapped[date | None]
    phase: Mapped[int | None]
    stability: Mapped[float | None]
    difficulty: Mapped[float | None]
