"""Parents: the practices that a text was combined of, kept on its draft and its revision."""

from __future__ import annotations

from sqlalchemy import ForeignKey, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.revisions.models import Draft, Revision, Source
from kb.foundation.db import Base, session
from kb.practices.models import Practice


class Parent(Base):
    """One of the practices, in the wording that was taken, in its place among the others."""

    __tablename__ = "parent"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int | None] = mapped_column(
        ForeignKey("draft.id", ondelete="CASCADE"), index=True
    )
    revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    worded_id: Mapped[int | None] = mapped_column(
        ForeignKey("revision.id", ondelete="SET NULL")
    )
    position: Mapped[int]

    practice: Mapped[Practice] = relationship()


def carry_parents(draft: Draft | None, revision: Revision) -> None:
    """Let what a draft was combined of be known of the text it was handed over as."""
    if draft is None or draft.source is not Source.COMBINATION:
        return
    theirs = update(Parent).where(Parent.draft_id == draft.id)
    session.execute(theirs.values(draft_id=None, revision_id=revision.id))
    revision.source = Source.COMBINATION
