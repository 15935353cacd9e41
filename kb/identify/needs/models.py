"""A need: a question that nothing answered, in all its wordings, and how it came to an answer.

Each wording is a need of its own until it is gathered under another, the whole, with which it
shares offers, answers and state. So ten wordings make one need and each asker keeps their own.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.practices.models import Practice


class NeedState(Kind):
    """How far a need has come."""

    OPEN = "open"
    OFFERED = "offered"
    ANSWERED = "answered"
    DECLINED = "declined"


UNANSWERED = (NeedState.OPEN, NeedState.OFFERED)


class Need(Base):
    """What somebody wanted to know, in their own words; ``practice`` is what it is about.

    ``placed_by_hand`` says that a coordinator decided under which need it stands, or that it
    stands alone: then nothing else moves it.
    """

    __tablename__ = "need"

    id: Mapped[int] = mapped_column(primary_key=True)
    question: Mapped[str]
    query: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    industry: Mapped[Industry | None]
    asker_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    anonymous: Mapped[bool] = mapped_column(default=False)
    state: Mapped[NeedState] = mapped_column(default=NeedState.OPEN, index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    part_of_id: Mapped[int | None] = mapped_column(ForeignKey("need.id"), index=True)
    placed_by_hand: Mapped[bool] = mapped_column(default=False)
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )
    answered_at: Mapped[datetime | None]
    helped_at: Mapped[datetime | None]

    asker: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    part_of: Mapped[Need | None] = relationship(remote_side="Need.id")

    @property
    def whole(self) -> Need:
        """Return the need under which this wording stands, which may be itself."""
        return self.part_of or self

    def names_asker_to(self, reader: Person) -> bool:
        """Say whether ``reader`` is told who asks; an anonymous asker knows themselves."""
        return not self.anonymous or reader.id == self.asker_id

    def be_offered(self) -> None:
        """Wait for somebody who was asked."""
        if self.state is NeedState.OPEN:
            self.state = NeedState.OFFERED

    def be_answered(self) -> None:
        """Have an answer; the days it took are those to the first one."""
        self.state = NeedState.ANSWERED
        self.answered_at = self.answered_at or clock.now()

    def close(self, *, by: Person) -> None:
        """Be looked for no longer, though nobody answered."""
        if not by.is_coordinator:
            raise NotAllowedError("need.coordinator_decides")
        if self.state not in UNANSWERED:
            raise DomainError("need.already_over")
        self.state = NeedState.DECLINED

    def reopen(self) -> None:
        """Be open again: what was answered did not help, or it was closed too early."""
        self.state, self.answered_at = NeedState.OPEN, None

    def be_met(self, *, by: Person) -> None:
        """Have helped the one who asked."""
        self._be_asked_by(by)
        if self.whole.state is not NeedState.ANSWERED:
            raise DomainError("need.not_answered")
        self.helped_at = self.helped_at or clock.now()

    def be_unmet(self, *, by: Person) -> None:
        """Not have helped the one who asked, or no longer."""
        self._be_asked_by(by)
        if self.whole.state in UNANSWERED:
            raise DomainError("need.not_answered")
        self.helped_at = None

    def _be_asked_by(self, person: Person) -> None:
        if person.id != self.asker_id:
            raise NotAllowedError("need.asker_says")


class NeedOffer(Base):
    """One likely carrier who is asked, and why: what they can do, which industry they share."""

    __tablename__ = "need_offer"
    __table_args__ = (UniqueConstraint("need_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL")
    )
    industry: Mapped[Industry | None]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    declined_at: Mapped[datetime | None]

    person: Mapped[Person] = relationship(foreign_keys=person_id, lazy="joined", innerjoin=True)


class NeedAnswer(Base):
    """An answer in a few words, by a practice, or by one that is being written.

    ``given_at`` is when the askers were told: of a practice, once it was published.
    """

    __tablename__ = "need_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    need_id: Mapped[int] = mapped_column(ForeignKey("need.id", ondelete="CASCADE"), index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    practice_id: Mapped[int | None] = mapped_column(
        ForeignKey("practice.id", ondelete="SET NULL"), index=True
    )
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    given_at: Mapped[datetime | None]

    need: Mapped[Need] = relationship()
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    practice: Mapped[Practice | None] = relationship()

    def may_become_a_practice_by(self, person: Person) -> bool:
        """Say whether ``person`` may make a practice of these words."""
        return self.practice_id is None and person.may_write
