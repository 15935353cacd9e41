"""A learner shows the others of a pair how far they are, or keeps it to themselves."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from kb.foundation import clock
from kb.foundation.db import Base, session
from kb.foundation.errors import NotAllowedError
from kb.people.models import Person
from kb.share.pairings.models import Pairing


class ShownProgress(Base):
    """A learner lets the others of the pair see how far they are with its practices."""

    __tablename__ = "shown_progress"

    pairing_id: Mapped[int] = mapped_column(
        ForeignKey("pairing.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
    shown_at: Mapped[datetime] = mapped_column(default=clock.now)


def show_progress(pairing: Pairing, *, by: Person) -> None:
    """Let the others of a pair see how far oneself is with its practices."""
    if not pairing.includes(by):
        raise NotAllowedError("pairing.not_yours")
    if not shows_progress(pairing, by):
        session.add(ShownProgress(pairing_id=pairing.id, person_id=by.id))
        session.flush()


def hide_progress(pairing: Pairing, *, by: Person) -> None:
    """Keep to oneself again how far one is."""
    shown = session.get(ShownProgress, (pairing.id, by.id))
    if shown:
        session.delete(shown)
        session.flush()


def shows_progress(pairing: Pairing, person: Person) -> bool:
    """Say whether ``person`` lets the others of a pair see how far they are."""
    return session.get(ShownProgress, (pairing.id, person.id)) is not None
