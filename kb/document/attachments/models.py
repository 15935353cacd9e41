"""An attachment: a name, a practice, and the SHA-256 of its bytes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.practices.models import Practice


class Attachment(Base):
    """One picture of one practice; ``id`` is 128 random bits, so that it cannot be guessed."""

    __tablename__ = "attachment"

    id: Mapped[str] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    name: Mapped[str]
    mime: Mapped[str]
    size: Mapped[int]
    width: Mapped[int]
    height: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    practice: Mapped[Practice] = relationship(lazy="joined", innerjoin=True)
