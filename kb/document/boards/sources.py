"""What was made of a group: a draft of a practice, with the notes that it rests on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.document.boards.models import Board, BoardGroup, BoardNote
from kb.foundation import clock
from kb.foundation.db import Base
from kb.people.models import Person


class BoardDraft(Base):
    """One draft made of one group; ``people`` are those who wrote on the board then."""

    __tablename__ = "board_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(
        ForeignKey("board.id", ondelete="CASCADE"), index=True
    )
    group_id: Mapped[int] = mapped_column(
        ForeignKey("board_group.id", ondelete="CASCADE"), index=True
    )
    practice_id: Mapped[int] = mapped_column(
        ForeignKey("practice.id", ondelete="CASCADE"), index=True
    )
    language: Mapped[str]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(default=clock.now)

    by: Mapped[Person] = relationship(foreign_keys=by_id, lazy="joined", innerjoin=True)
    board: Mapped[Board] = relationship(lazy="joined", innerjoin=True)
    group: Mapped[BoardGroup] = relationship(lazy="joined", innerjoin=True)
    notes: Mapped[list[BoardNote]] = relationship(
        secondary="board_draft_note", order_by=BoardNote.id
    )
    people: Mapped[list[Person]] = relationship(
        secondary="board_draft_person", order_by=Person.name
    )


class BoardDraftNote(Base):
    """One note that a draft was made of; it stays as it was then."""

    __tablename__ = "board_draft_note"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("board_draft.id", ondelete="CASCADE"), primary_key=True
    )
    note_id: Mapped[int] = mapped_column(
        ForeignKey("board_note.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class BoardDraftPerson(Base):
    """One who took part in the workshop that a draft was made in."""

    __tablename__ = "board_draft_person"

    draft_id: Mapped[int] = mapped_column(
        ForeignKey("board_draft.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True
    )
