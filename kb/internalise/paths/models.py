"""A learning path, its steps, and who follows it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.practices.models import Practice


class PathRole(Kind):
    """Whom a path is for: a place in the work, not in this wiki."""

    NEWCOMER = "newcomer"
    SERVICE_MANAGER = "service_manager"
    ACCOUNT_MANAGER = "account_manager"
    MENTOR = "mentor"
    EVERYBODY = "everybody"


class LearningPath(Base):
    """Practices in order, for whom they are, and in which customers' industry if in one."""

    __tablename__ = "learning_path"

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    summary: Mapped[str] = mapped_column(default="")
    language: Mapped[str]
    role: Mapped[PathRole]
    industry: Mapped[Industry | None]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    removed_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def may_be_removed_by(self, person: Person) -> bool:
        """Say whether this person may delete it: who made it, or a coordinator."""
        return self.author_id == person.id or person.is_coordinator


class PathStep(Base):
    """One practice of a path, why it stands there, and in which week if that is said."""

    __tablename__ = "path_step"
    __table_args__ = (UniqueConstraint("path_id", "practice_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    path_id: Mapped[int] = mapped_column(
        ForeignKey("learning_path.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    place: Mapped[int]
    why: Mapped[str]
    week: Mapped[int | None]
    removed_at: Mapped[datetime | None]

    path: Mapped[LearningPath] = relationship(lazy="joined", innerjoin=True)
    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)


class Following(Base):
    """A learner follows a path: its next step stands on their own page."""

    __tablename__ = "path_following"

    path_id: Mapped[int] = mapped_column(
        ForeignKey("learning_path.id", ondelete="CASCADE"), primary_key=True
    )
    learner_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    since: Mapped[datetime] = mapped_column(default=clock.now)
