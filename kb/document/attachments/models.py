"""An attachment: a name, a practice, and the SHA-256 of its bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.attachments.kinds import SHOWN, FileKind
from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person
from kb.practices.models import Practice


class Attachment(Base):
    """One file of one practice; ``id`` is 128 random bits, so that it cannot be guessed.

    ``opened_at`` is when readers could see it: with the text it came with. ``text`` is what
    was read in a document; nothing as long as the worker has not read it. What is kept
    ``apart`` belongs to something said of the practice, not to its text: it is seen with that.
    """

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    kind: Mapped[FileKind] = mapped_column(default=FileKind.PICTURE)
    mime: Mapped[str]
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)
    opened_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]
    apart: Mapped[bool] = mapped_column(default=False, server_default=false())
    text: Mapped[str | None] = mapped_column(deferred=True)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
    by: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def is_shown(self) -> bool:
        """Say whether a page shows it; others are handed over to be kept."""
        return self.kind in SHOWN

    @property
    def stem(self) -> str:
        """Return the name without its ending."""
        return self.name.rpartition(".")[0]
