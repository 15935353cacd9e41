"""A run of the matching, what it proposed, whom it left waiting, and what people decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.share.matching.scoring import UNIT
from kb.share.pairings.models import Pairing


class Decision(Kind):
    """What became of a proposal; it waits until a person decides."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"
    SWAPPED = "swapped"
    OVERTAKEN = "overtaken"


class Lack(Kind):
    """Why a learner has no proposal.

    ``NOT_FREE`` is true of whoever has no place left and of whoever is no pair for any reason:
    where it does not tell the two apart, it tells nothing of exclusions.
    """

    NOT_OFFERED = "not_offered"
    NO_LANGUAGE = "no_language"
    NOT_FREE = "not_free"


class MatchRun(Base):
    """One run: what was known (``snapshot``), by which rules, and how fair it came out."""

    __tablename__ = "match_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    rules: Mapped[str]
    snapshot: Mapped[dict[str, Any]] = mapped_column(JSON)
    fairness: Mapped[dict[str, int | None]] = mapped_column(JSON)

    by: Mapped[Person] = relationship()
    proposals: Mapped[list[MatchProposal]] = relationship(
        back_populates="run", cascade="all, delete-orphan", order_by="MatchProposal.id"
    )
    unmatched: Mapped[list[Unmatched]] = relationship(
        cascade="all, delete-orphan", order_by="Unmatched.learner_id"
    )


class MatchProposal(Base):
    """Two who might be a pair: the parts of its score, and what was decided by whom."""

    __tablename__ = "match_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    run_id: Mapped[int] = mapped_column(
        ForeignKey("match_run.id", ondelete="CASCADE"), index=True
    )
    mentor_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    learner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    score: Mapped[int]
    parts: Mapped[dict[str, float]] = mapped_column(JSON)
    decision: Mapped[Decision] = mapped_column(default=Decision.WAITING, index=True)
    chosen_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    decided_at: Mapped[datetime | None]
    reason: Mapped[str] = mapped_column(default="")
    pairing_id: Mapped[int | None] = mapped_column(ForeignKey("pairing.id"))

    run: Mapped[MatchRun] = relationship(back_populates="proposals")
    mentor: Mapped[Person] = relationship(foreign_keys=mentor_id, lazy="joined", innerjoin=True)
    learner: Mapped[Person] = relationship(
        foreign_keys=learner_id, lazy="joined", innerjoin=True
    )
    chosen_by: Mapped[Person | None] = relationship(foreign_keys=chosen_by_id, lazy="joined")
    decided_by: Mapped[Person | None] = relationship(foreign_keys=decided_by_id, lazy="joined")
    pairing: Mapped[Pairing | None] = relationship()

    @property
    def is_waiting(self) -> bool:
        """Say whether it still waits for a person to decide."""
        return self.decision is Decision.WAITING

    @property
    def share(self) -> float:
        """Return the score as a share of one."""
        return self.score / UNIT

    def decide(self, decision: Decision, *, by: Person, reason: str = "") -> None:
        """Be decided, once, by a person whose name is kept with it."""
        if not self.is_waiting:
            raise DomainError("matching.already_decided")
        self.decision, self.reason = decision, reason
        self.decided_by_id, self.decided_at = by.id, clock.now()


class Unmatched(Base):
    """A learner without a proposal in one run, and why."""

    __tablename__ = "match_unmatched"

    run_id: Mapped[int] = mapped_column(
        ForeignKey("match_run.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("person.id"), primary_key=True, index=True
    )
    lack: Mapped[Lack]

    learner: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
