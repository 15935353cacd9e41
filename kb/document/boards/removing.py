"""Deleting a board of which nothing was made, and putting it back."""

from datetime import timedelta

from sqlalchemy import delete, exists, select

from kb.document.boards.models import Board
from kb.document.boards.queries import removed_boards
from kb.document.boards.sources import BoardDraft
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, NotAllowedError, NotFoundError
from kb.people.models import Person


def may_remove(board: Board, person: Person) -> bool:
    """Say whether it may be deleted: by who runs it, while it is no practice's source."""
    return board.is_led_by(person) and not _is_source(board)


def remove_board(board: Board, *, by: Person) -> None:
    """Delete a board with its notes; for a while it can be put back."""
    if not board.is_led_by(by):
        raise NotAllowedError("board.facilitator_decides")
    if _is_source(board):
        raise ConflictError("board.is_a_source")
    board.removed_at = clock.now()
    session.flush()


def restore_board(number: int, *, by: Person) -> Board:
    """Put a deleted board back where it was."""
    board = next((one for one in removed_boards(by) if one.id == number), None)
    if board is None:
        raise NotFoundError("board.not_found")
    board.removed_at = None
    session.flush()
    return board


def forget_removed(days: int) -> None:
    """Delete for good what has been deleted for so many days."""
    old = clock.now() - timedelta(days=days)
    session.execute(delete(Board).where(Board.removed_at < old))


def _is_source(board: Board) -> bool:
    made = exists().where(BoardDraft.board_id == board.id)
    return bool(session.scalar(select(made)))
