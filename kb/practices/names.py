"""Every name a practice has had, so that a link written with a former one still leads there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base, session
from kb.practices.models import Practice


class PracticeName(Base):
    """One name without its capitals, and when it was given last."""

    __tablename__ = "practice_name"
    __table_args__ = (UniqueConstraint("practice_id", "folded"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    practice_id: Mapped[int] = mapped_column(ForeignKey("practice.id", ondelete="CASCADE"))
    folded: Mapped[str] = mapped_column(index=True)
    since: Mapped[datetime] = mapped_column(default=clock.now)


def folded(name: str) -> str:
    """Return ``name`` as names are compared: by SQLite only ASCII would be."""
    return " ".join(name.split()).casefold()


def call(practice: Practice, title: str) -> None:
    """Let a practice be called so from now on; what it was called goes on leading to it."""
    practice.title = title
    session.flush()
    call_also(practice, title)


def call_also(practice: Practice, title: str) -> None:
    """Let a name lead to a practice besides its own: that of its text in another language."""
    known = session.scalar(
        select(PracticeName).where(
            PracticeName.practice_id == practice.id, PracticeName.folded == folded(title)
        )
    )
    name = known or PracticeName(practice_id=practice.id, folded=folded(title))
    name.since = clock.now()
    session.add(name)
    session.flush()


def uncall(practice: Practice) -> None:
    """Let no name lead to a practice any more: it is about to get its first for others."""
    session.execute(delete(PracticeName).where(PracticeName.practice_id == practice.id))


def names_of(practice: Practice) -> Sequence[str]:
    """Return every name that leads to ``practice``, folded, and its address."""
    found = select(PracticeName.folded).where(PracticeName.practice_id == practice.id)
    return [*session.scalars(found), folded(practice.slug)]
