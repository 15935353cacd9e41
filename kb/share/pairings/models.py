"""A pairing, with the rules it keeps."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.means import GoalKind, Means


class PairingState(Kind):
    """Where a pairing is; ``TRANSITIONS`` says what may follow what."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    ACTIVE = "active"
    DECLINED = "declined"
    COMPLETED = "completed"


class Outcome(Kind):
    """The goal, judged at the end."""

    MET = "met"
    PARTLY = "partly"
    NOT = "not"


TRANSITIONS = {
    PairingState.PROPOSED: {PairingState.AGREED, PairingState.DECLINED},
    PairingState.AGREED: {PairingState.ACTIVE, PairingState.DECLINED},
    PairingState.ACTIVE: {PairingState.COMPLETED},
}


class Pairing(Base):
    """Two people, a goal and the means to reach it."""

    __tablename__ = "pairing"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    goal: Mapped[str]
    goal_kind: Mapped[GoalKind]
    means: Mapped[Means]
    topics: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    state: Mapped[PairingState] = mapped_column(default=PairingState.PROPOSED, index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    mentor_motivation: Mapped[str | None]
    learner_motivation: Mapped[str | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    closed_at: Mapped[datetime | None]
    outcome: Mapped[Outcome | None]
    closing_words: Mapped[str] = mapped_column(default="")

    mentor: Mapped[Person] = relationship(foreign_keys=mentor_id, lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(
        foreign_keys=learner_id, lazy="joined", innerjoin=True
    )
    targets: Mapped[list[Practice]] = relationship(
        secondary="pairing_practice", order_by=Practice.title
    )

    def includes(self, person: Person) -> bool:
        """Say whether ``person`` is one of the two."""
        return person.id in {self.mentor_id, self.learner_id}

    def other_than(self, person: Person) -> Person:
        """Return the other of the two."""
        return self.learner if person.id == self.mentor_id else self.mentor

    @property
    def unanswered(self) -> list[Person]:
        """Return who of the two has not said yes yet."""
        said = ((self.mentor, self.mentor_motivation), (self.learner, self.learner_motivation))
        return [person for person, motivation in said if not motivation]

    @property
    def is_open(self) -> bool:
        """Say whether the two may meet: both agreed, and it is not over."""
        return self.state in {PairingState.AGREED, PairingState.ACTIVE}

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can follow."""
        return self.state not in TRANSITIONS

    def move_to(self, state: PairingState) -> None:
        """Go on to ``state``, if it may follow this one."""
        if state not in TRANSITIONS.get(self.state, set()):
            raise DomainError("pairing.cannot_move")
        self.state = state

    def accept(self, *, by: Person, motivation: str) -> None:
        """Say yes for one of the two, and why; it is agreed when both have."""
        self._belongs_to(by)
        if self.state is not PairingState.PROPOSED:
            raise DomainError("pairing.cannot_move")
        if not motivation.strip():
            raise InvalidError({"motivation": "pairing.motivation_needed"})
        if by.id == self.mentor_id:
            self.mentor_motivation = motivation.strip()
        else:
            self.learner_motivation = motivation.strip()
        if not self.unanswered:
            self.move_to(PairingState.AGREED)

    def decline(self, *, by: Person) -> None:
        """Say no for one of the two; no reason is asked."""
        self._belongs_to(by)
        self.move_to(PairingState.DECLINED)
        self.closed_at = clock.now()

    def meet(self, *, by: Person) -> None:
        """Have a meeting that ``by`` records; the first one begins the pairing."""
        self._belongs_to(by)
        if not self.is_open:
            raise DomainError("pairing.not_open")
        if self.state is PairingState.AGREED:
            self.move_to(PairingState.ACTIVE)

    def complete(self, outcome: Outcome, words: str, *, by: Person) -> None:
        """Come to an end: the goal is judged."""
        self._belongs_to(by)
        self.move_to(PairingState.COMPLETED)
        self.closed_at = clock.now()
        self.outcome = outcome
        self.closing_words = words

    def _belongs_to(self, person: Person) -> None:
        if not self.includes(person):
            raise NotAllowedError("pairing.not_yours")


class PairingPractice(Base):
    """One practice a pairing wants to pass on."""

    __tablename__ = "pairing_practice"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
