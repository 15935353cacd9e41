"""A text of a writer's own that a later save of theirs overtook: kept beside the draft."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.document.revisions.models import Draft, Text, Worded
from kb.foundation import clock
from kb.foundation.db import Base


class Aside(Worded, Base):
    """One such text; a later one of the same page, its ``sheet``, takes its place."""

    __tablename__ = "draft_aside"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"), index=True
    )
    base_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    change_note: Mapped[str] = mapped_column(default="")
    sheet: Mapped[str] = mapped_column(default="")
    saved_at: Mapped[datetime] = mapped_column(default=clock.now)

    def keep(self, text: Text, *, base_id: int | None, change_note: str) -> None:
        """Take over what was written next on the same page."""
        self.reword(text)
        self.base_id, self.change_note = base_id, change_note
        self.saved_at = clock.now()

    def becomes(self, draft: Draft) -> None:
        """Take the place of the draft it was kept beside."""
        draft.keep(self.text, base_id=self.base_id, change_note=self.change_note)
