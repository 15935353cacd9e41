"""What was said in a talk, word for word: seen by those who took part, kept for a while."""

from __future__ import annotations

import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.context.questions.models import Heading, Phase
from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person

LARGEST_VERSION = 2**31 - 1


class ElicitationAnswer(Base):
    """The answer to one question, with what was asked then and where it belongs.

    ``version`` is another number after each save: an older page overwrites nothing.
    """

    __tablename__ = "elicitation_answer"
    __table_args__ = (UniqueConstraint("elicitation_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    elicitation_id: Mapped[int] = mapped_column(
        ForeignKey("elicitation.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str]
    phase: Mapped[Phase]
    heading: Mapped[Heading]
    asked: Mapped[str]
    text: Mapped[str]
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    asides: Mapped[list[ElicitationAside]] = relationship(
        cascade="all, delete-orphan", order_by="ElicitationAside.id", lazy="selectin"
    )

    def keep(self, text: str, *, by: Person) -> None:
        """Take over what was written."""
        self.text, self.by, self.saved_at = text, by, clock.now()
        self.version = 1 + secrets.randbelow(LARGEST_VERSION)


class ElicitationAside(Base):
    """What another had written when somebody's answer came first."""

    __tablename__ = "elicitation_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    answer_id: Mapped[int] = mapped_column(
        ForeignKey("elicitation_answer.id", ondelete="CASCADE"), index=True
    )
    text: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)


class Disagreement(Base):
    """Why a draft was not as the carrier would say it, and how they would."""

    __tablename__ = "elicitation_disagreement"

    id: Mapped[int] = mapped_column(primary_key=True)
    elicitation_id: Mapped[int] = mapped_column(
        ForeignKey("elicitation.id", ondelete="CASCADE"), index=True
    )
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL")
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    why: Mapped[str]
    own_words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
