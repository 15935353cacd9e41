"""A link that readers see: from a practice in one language, to a name."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation.db import Base


class PracticeLink(Base):
    """One name that a published text leads to; whom it reaches is found when it is asked.

    So a link to a practice that is named later works then, and one to a former name still.
    """

    __tablename__ = "practice_link"

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str]
    name: Mapped[str]
    folded: Mapped[str] = mapped_column(index=True)
