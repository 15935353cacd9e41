"""What mentors offer, what learners wish, and the rules both keep."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person
from kb.practices.models import Area, Practice
from kb.share.means import GoalKind, Means


class MentorProfile(Base):
    """What a mentor offers: for how many, whether now, what, how and when.

    ``across_line`` says that a pair with one's own manager or report is welcome, if the other
    says so as well.
    """

    __tablename__ = "mentor_profile"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    capacity: Mapped[int]
    takes_new: Mapped[bool] = mapped_column(default=True)
    paused_until: Mapped[date | None]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    halves: Mapped[list[str]] = mapped_column(JSON, default=list)
    means: Mapped[list[str]] = mapped_column(JSON, default=list)
    across_line: Mapped[bool] = mapped_column(default=False)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    practices: Mapped[list[Practice]] = relationship(
        secondary="offered_practice", order_by=Practice.title
    )

    @property
    def ways(self) -> list[Means]:
        """Return the means that the mentor is ready for; none named are all."""
        return [Means(one) for one in self.means]

    def is_available(self, day: date) -> bool:
        """Say whether new requests may come on ``day``; until a pause ends, none may."""
        return self.takes_new and (self.paused_until is None or self.paused_until <= day)


class OfferedPractice(Base):
    """One practice that a mentor offers to pass on."""

    __tablename__ = "offered_practice"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("mentor_profile.person_id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class LearningWish(Base):
    """What one person wishes to learn, with the goal it is for; one wish a person."""

    __tablename__ = "learning_wish"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    goal: Mapped[str]
    goal_kind: Mapped[GoalKind]
    language: Mapped[str]
    area: Mapped[Area | None]
    languages: Mapped[list[str]] = mapped_column(JSON, default=list)
    halves: Mapped[list[str]] = mapped_column(JSON, default=list)
    across_line: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)

    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    practices: Mapped[list[Practice]] = relationship(
        secondary="wanted_practice", order_by=Practice.title
    )


class WantedPractice(Base):
    """One practice that somebody wishes to learn."""

    __tablename__ = "wanted_practice"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("learning_wish.person_id", ondelete="CASCADE"), primary_key=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class Exclusion(Base):
    """Somebody with whom ``by`` would rather not be a pair; nobody else ever reads it."""

    __tablename__ = "pairing_exclusion"

    by_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    other_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )

    other: Mapped[Person] = relationship(foreign_keys=other_id, lazy="joined", innerjoin=True)
