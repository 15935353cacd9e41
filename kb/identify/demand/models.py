"""How often searches led to a practice, counted by the week and tied to nobody."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base


class Asked(Base):
    """One practice in one week, which its Monday names."""

    __tablename__ = "practice_asked"

    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), primary_key=True
    )
    week: Mapped[date] = mapped_column(primary_key=True)
    times: Mapped[int]
