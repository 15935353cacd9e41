"""A workshop board, its sticky notes and their groups, and the rules they keep."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from kb.foundation import clock
from kb.foundation.db import Base
from kb.foundation.errors import ConflictError, DomainError, NotAllowedError
from kb.foundation.words import Kind
from kb.people.models import Person
from kb.practices.models import Area, Audience


class BoardState(Kind):
    """How far the workshop is."""

    OPEN = "open"
    GROUPING = "grouping"
    CLOSED = "closed"


class GroupLevel(Kind):
    """A sub-group holds notes, an upper group holds sub-groups."""

    SUB = "sub"
    UPPER = "upper"


# Where a board may go from where it is, the way onwards first.
NEXT: Mapping[BoardState, tuple[BoardState, ...]] = {
    BoardState.OPEN: (BoardState.GROUPING, BoardState.CLOSED),
    BoardState.GROUPING: (BoardState.CLOSED, BoardState.OPEN),
    BoardState.CLOSED: (BoardState.GROUPING,),
}


class Board(Base):
    """One question that a group answers on sticky notes.

    ``changes`` counts what has changed on the wall, so that an open page asks only for news.
    """

    __tablename__ = "board"

    id: Mapped[int] = mapped_column(primary_key=True)
    ref: Mapped[str | None] = mapped_column(unique=True)
    question: Mapped[str]
    goal: Mapped[str] = mapped_column(default="")
    area: Mapped[Area | None]
    language: Mapped[str]
    audience: Mapped[Audience] = mapped_column(default=Audience.EVERYONE)
    facilitator_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    state: Mapped[BoardState] = mapped_column(default=BoardState.OPEN, index=True)
    changes: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime] = mapped_column(default=clock.now, index=True)
    closed_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]

    facilitator: Mapped[Person] = relationship(lazy="joined", innerjoin=True)
    members: Mapped[list[Person]] = relationship(secondary="board_member", order_by=Person.name)

    @property
    def is_closed(self) -> bool:
        """Say whether it is only read any more."""
        return self.state is BoardState.CLOSED

    @property
    def is_grouping(self) -> bool:
        """Say whether notes are being brought into groups."""
        return self.state is BoardState.GROUPING

    def is_led_by(self, person: Person) -> bool:
        """Say whether ``person`` runs it: its facilitator, or a coordinator in their place."""
        return person.id == self.facilitator_id or person.is_coordinator

    def move_on(self, state: BoardState, *, by: Person) -> None:
        """Begin to group, close, or open again; the facilitator says when."""
        if not self.is_led_by(by):
            raise NotAllowedError("board.facilitator_decides")
        if state not in NEXT[self.state]:
            raise ConflictError("board.moved_on_already")
        self.state = state
        self.closed_at = clock.now() if self.is_closed else None
        self.changes += 1

    def change(self) -> None:
        """Take a change of what hangs on it; a closed board takes none."""
        if self.is_closed:
            raise ConflictError("board.is_closed")
        self.changes += 1

    def group(self) -> None:
        """Take a change of its groups, once the facilitator has let grouping begin."""
        self.change()
        if not self.is_grouping:
            raise ConflictError("board.not_grouping_yet")


class BoardMember(Base):
    """One person for whom a board of named people is."""

    __tablename__ = "board_member"

    board_id: Mapped[int] = mapped_column(
        ForeignKey("board.id", ondelete="CASCADE"), primary_key=True
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("person.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class BoardGroup(Base):
    """A named group; one that was dissolved stays known to the drafts that were made of it."""

    __tablename__ = "board_group"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(
        ForeignKey("board.id", ondelete="CASCADE"), index=True
    )
    level: Mapped[GroupLevel]
    name: Mapped[str]
    upper_id: Mapped[int | None] = mapped_column(ForeignKey("board_group.id"), index=True)
    made_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    dissolved_at: Mapped[datetime | None]

    @property
    def is_upper(self) -> bool:
        """Say whether it holds sub-groups."""
        return self.level is GroupLevel.UPPER


class BoardNote(Base):
    """One sticky note; whoever moves it, it stays its author's.

    ``version`` is one more after each move, so that who moves it without having seen the
    last move is told of it; ``drafted_at`` is when it first became the source of a draft.
    """

    __tablename__ = "board_note"

    id: Mapped[int] = mapped_column(primary_key=True)
    board_id: Mapped[int] = mapped_column(
        ForeignKey("board.id", ondelete="CASCADE"), index=True
    )
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    language: Mapped[str]
    group_id: Mapped[int | None] = mapped_column(ForeignKey("board_group.id"), index=True)
    version: Mapped[int] = mapped_column(default=0)
    moved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
    discarded_at: Mapped[datetime | None]
    drafted_at: Mapped[datetime | None]

    author: Mapped[Person] = relationship(foreign_keys=author_id, lazy="joined", innerjoin=True)
    moved_by: Mapped[Person | None] = relationship(foreign_keys=moved_by_id)

    def is_changed_by(self, person: Person) -> bool:
        """Say whether ``person`` may reword or delete it: its author, until it is a source."""
        return person.id == self.author_id and self.drafted_at is None

    def refuse_change(self, *, by: Person) -> None:
        """Refuse others' hands, and a change of what a draft was made of."""
        if by.id != self.author_id:
            raise NotAllowedError("board.note_is_its_authors")
        if self.drafted_at:
            raise DomainError("board.note_is_a_source")

    def go(self, group: BoardGroup | None, *, by: Person) -> None:
        """Go into a sub-group, or among those that are in none; come back if discarded."""
        self.group_id = group.id if group else None
        self.discarded_at = None
        self._moved(by)

    def discard(self, *, by: Person) -> None:
        """Go onto the discard pile, which keeps it."""
        self.discarded_at = self.discarded_at or clock.now()
        self._moved(by)

    def _moved(self, by: Person) -> None:
        self.version += 1
        self.moved_by_id = by.id
