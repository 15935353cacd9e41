"""A comment on a practice: everybody who may see the practice reads it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import NotAllowedError
from kb.people.models import Person, Role
from kb.practices.models import Practice
from kb.socialise.talk.pieces import Piece, in_pieces


class Comment(Base):
    """One comment, and whom it names."""

    __tablename__ = "comment"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    language: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    mentioned: Mapped[list[Person]] = relationship(
        secondary="comment_mention", order_by=Person.name, lazy="selectin"
    )

    @property
    def pieces(self) -> list[Piece]:
        """Return the text piece by piece, each name with what it leads to."""
        return list(in_pieces(self.text, self.mentioned))

    def may_be_removed_by(self, person: Person) -> bool:
        """Say whether this person may take it away: its writer, a coordinator, an admin."""
        return self.by_id == person.id or person.role in {Role.COORDINATOR, Role.ADMIN}

    def refuse_removal_unless(self, person: Person) -> None:
        """Refuse to be taken away by anybody else."""
        if not self.may_be_removed_by(person):
            raise NotAllowedError("comment.writer_removes")


class CommentMention(Base):
    """One person whom a comment names."""

    __tablename__ = "comment_mention"

    comment_id: Mapped[int] = mapped_column(
        ForeignKey("comment.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )
