"""Finding boards, and the one condition of who may see them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, or_, select, true

from kb.document.boards.models import (
    Board,
    BoardGroup,
    BoardMember,
    BoardNote,
    BoardState,
    GroupLevel,
)
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, NotFoundError
from kb.foundation.words import Kind
from kb.people.models import Me, Person
from kb.practices.models import Audience
from kb.web.paging import PER_PAGE, Page


class BoardShelf(Kind):
    """Which boards one looks through."""

    GOING = "going"
    MINE = "mine"
    CLOSED = "closed"


def visible_to(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the boards ``person`` may see: for all, or for them.

    What was deleted nobody sees; its facilitator may put it back for a while.
    """
    return Board.removed_at.is_(None) & _is_for(person)


def removed_boards(person: Person) -> Sequence[Board]:
    """Return the deleted boards that ``person`` may put back, the latest first."""
    led = true() if person.is_coordinator else Board.facilitator_id == person.id
    return session.scalars(
        select(Board)
        .where(Board.removed_at.is_not(None), led, _is_for(person))
        .order_by(Board.removed_at.desc(), Board.id.desc())
    ).all()


def board_by_id(number: int, *, seen_by: Person) -> Board:
    """Return the board, or raise NotFoundError as if there were none."""
    found = session.scalar(select(Board).where(Board.id == number, visible_to(seen_by)))
    if found is None:
        raise NotFoundError("board.not_found")
    return found


def boards_on(shelf: BoardShelf, *, seen_by: Person, page: int) -> Page[Board]:
    """Return a page of the boards one may see, newest first."""
    wanted = select(Board).where(visible_to(seen_by), _on(shelf, seen_by))
    total = session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
    rows = wanted.order_by(Board.made_at.desc(), Board.id.desc())
    found = session.scalars(rows.limit(PER_PAGE).offset((page - 1) * PER_PAGE)).all()
    return Page(found, page, total)


def groups_of(board: Board) -> Sequence[BoardGroup]:
    """Return the groups that were not dissolved, the oldest first."""
    return session.scalars(
        select(BoardGroup)
        .where(BoardGroup.board_id == board.id, BoardGroup.dissolved_at.is_(None))
        .order_by(BoardGroup.id)
    ).all()


def note_on(board: Board, number: int) -> BoardNote:
    """Return a note of the board, or refuse because its author has deleted it."""
    found = note_still_on(board, number)
    if found is None:
        raise ConflictError("board.note_is_gone")
    return found


def note_still_on(board: Board, number: int) -> BoardNote | None:
    """Return a note of the board, if it was not deleted."""
    same = BoardNote.id == number, BoardNote.board_id == board.id
    return session.scalar(select(BoardNote).where(*same))


def group_on(board: Board, number: int, level: GroupLevel | None = None) -> BoardGroup:
    """Return a group of the board, of that level, or refuse because it was dissolved."""
    found = group_still_on(board, number)
    if found is None or level not in {None, found.level}:
        raise ConflictError("board.group_is_gone")
    return found


def group_still_on(board: Board, number: int) -> BoardGroup | None:
    """Return a group of the board, if it was not dissolved."""
    return session.scalar(
        select(BoardGroup).where(
            BoardGroup.id == number,
            BoardGroup.board_id == board.id,
            BoardGroup.dissolved_at.is_(None),
        )
    )


def notes_in(group: BoardGroup) -> Sequence[BoardNote]:
    """Return the notes of a sub-group, or of all sub-groups of an upper group."""
    return session.scalars(
        select(BoardNote)
        .join(BoardGroup, BoardGroup.id == BoardNote.group_id)
        .where(
            (BoardGroup.upper_id if group.is_upper else BoardGroup.id) == group.id,
            BoardNote.discarded_at.is_(None),
        )
        .order_by(BoardGroup.id, BoardNote.id)
    ).all()


def count_on(board: Board) -> int:
    """Count the notes of a board, the discarded ones among them."""
    counted = select(func.count(BoardNote.id)).where(BoardNote.board_id == board.id)
    return session.scalar(counted) or 0


def _on(shelf: BoardShelf, person: Person) -> ColumnElement[bool]:
    wrote = select(BoardNote.board_id).where(BoardNote.author_id == person.id)
    named = select(BoardMember.board_id).where(BoardMember.person_id == person.id)
    mine = or_(Board.facilitator_id == person.id, Board.id.in_(wrote), Board.id.in_(named))
    closed = Board.state == BoardState.CLOSED
    return {BoardShelf.GOING: ~closed, BoardShelf.MINE: mine, BoardShelf.CLOSED: closed}[shelf]


def _is_for(person: Person | Me) -> ColumnElement[bool]:
    named = select(BoardMember.board_id).where(BoardMember.person_id == person.id)
    return or_(
        Board.audience == Audience.EVERYONE,
        Board.facilitator_id == person.id,
        Board.id.in_(named),
    )
