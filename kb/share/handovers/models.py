"""A handover: one practice of one who leaves, the means and the day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.share.means import Means


class Handover(Base):
    """What is planned for one practice; it is deleted with the last working day."""

    __tablename__ = "handover"
    __table_args__ = (UniqueConstraint("practice_id", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), index=True
    )
    means: Mapped[Means]
    due_on: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    done_at: Mapped[datetime | None]

    @property
    def is_late(self) -> bool:
        """Say whether its day has gone by undone."""
        return self.done_at is None and self.due_on < clock.today()
