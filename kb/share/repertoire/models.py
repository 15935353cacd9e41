"""A means that an admin added to the sixteen."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base
from kb.share.means import GoalKind, Strength

PREFIX = "added-"


class AddedMeans(Base):
    """One more means, told in both languages; what it was chosen for keeps it by its key."""

    __tablename__ = "added_means"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    english: Mapped[str]
    why: Mapped[str]
    english_why: Mapped[str]
    size: Mapped[int]
    share: Mapped[Strength]
    internalise: Mapped[Strength]
    suits: Mapped[GoalKind | None]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    retired_at: Mapped[datetime | None]

    @property
    def key(self) -> str:
        """Return what it is chosen by, as the sixteen are by their own keys."""
        return f"{PREFIX}{self.id}"

    def name_in(self, language: str) -> str:
        """Return what it is called."""
        return self.english if language == "en" else self.name

    def why_in(self, language: str) -> str:
        """Return what it is good for, in one line."""
        return self.english_why if language == "en" else self.why

    def retire(self) -> None:
        """Be offered no longer; what was done by it stays as it was."""
        self.retired_at = self.retired_at or clock.now()

    def return_to_use(self) -> None:
        """Be offered again."""
        self.retired_at = None
