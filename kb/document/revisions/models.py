"""A revision never changes; a draft is one person's, and does."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.text import HINT, PARTS, Text
from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import DomainError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Practice

__all__ = ["HINT", "PARTS", "Draft", "Revision", "RevisionState", "Source", "Text", "Worded"]

LARGEST_VERSION = 2**31 - 1


class RevisionState(Kind):
    """Where a revision is on its way to the readers."""

    AWAITING = "awaiting"
    RETURNED = "returned"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


class Source(Kind):
    """What a text was made of."""

    OWN = "own"
    SPARRING = "sparring"
    NEED = "need"
    IMPORT = "import"
    COMBINATION = "combination"
    WORKSHOP = "workshop"
    INTERVIEW = "interview"
    TRIAL = "trial"


class Worded:
    """The columns of a wording, the same in a draft and in a revision."""

    title: Mapped[str]
    readers_words: Mapped[str] = mapped_column(default="")
    situation: Mapped[str] = mapped_column(default="")
    action: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    when_not: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")

    @property
    def text(self) -> Text:
        """Return the wording as a value."""
        return Text(
            self.title, self.readers_words, **{part: getattr(self, part) for part in PARTS}
        )

    def reword(self, text: Text) -> None:
        """Take over a wording."""
        self.title, self.readers_words = text.title, text.readers_words
        for part, words in text.parts.items():
            setattr(self, part, words)


class Draft(Worded, Base):
    """What one person is writing of one practice in one language; it may change.

    ``version`` is another number after each save, so that an older page of the same writer
    overwrites nothing, not even of a draft begun after the one that it knew was gone;
    ``conflict`` says that something newer was published than what it stands on.
    """

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("practice_id", "language", "author_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    base_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    source: Mapped[Source] = mapped_column(default=Source.OWN)
    change_note: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=0)
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)
    conflict: Mapped[bool] = mapped_column(default=False)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    author: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def keep(self, text: Text, *, base_id: int | None, change_note: str) -> None:
        """Take over what was written next."""
        self.reword(text)
        self.base_id, self.change_note = base_id, change_note
        self.version = 1 + secrets.randbelow(LARGEST_VERSION)
        self.saved_at = clock.now()


class Revision(Worded, Base):
    """One wording as it was handed over: immutable but for its state."""

    __tablename__ = "revision"
    __table_args__ = (UniqueConstraint("practice_id", "language", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str]
    number: Mapped[int]
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    base_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    source: Mapped[Source] = mapped_column(default=Source.OWN)
    change_note: Mapped[str] = mapped_column(default="")
    correction: Mapped[bool] = mapped_column(default=False)
    html: Mapped[str]
    words: Mapped[int]
    fingerprint: Mapped[str]
    state: Mapped[RevisionState] = mapped_column(index=True)
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    published_at: Mapped[datetime | None]
    refusal: Mapped[str] = mapped_column(default="")

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    author: Mapped[Person] = relationship(foreign_keys=author_id, lazy="joined", innerjoin=True)
    approver: Mapped[Person | None] = relationship(foreign_keys=approver_id, lazy="joined")

    @property
    def rendered(self) -> dict[str, str]:
        """Return the parts as safe HTML, by name, rendered once when it was handed over."""
        found: dict[str, str] = json.loads(self.html)
        return found

    def publish(self, *, by: Person) -> None:
        """Become what readers see."""
        if self.state not in {RevisionState.AWAITING, RevisionState.RETURNED}:
            raise DomainError("revision.already_decided")
        self.state = RevisionState.PUBLISHED
        self.approver_id = by.id
        self.published_at = clock.now()

    def hand_back(self, reason: str) -> None:
        """Return to its writer with a reason in words."""
        if self.state is not RevisionState.AWAITING:
            raise DomainError("revision.already_decided")
        if not reason.strip():
            raise DomainError("revision.reason_needed")
        self.state = RevisionState.RETURNED
        self.refusal = reason.strip()

    def supersede(self) -> None:
        """Give way to a newer wording."""
        self.state = RevisionState.SUPERSEDED
