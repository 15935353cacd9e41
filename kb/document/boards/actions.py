"""What can be done on a board."""

from collections.abc import Sequence

from sqlalchemy import update

from kb.document.boards.forms import Invitation, Label, Limits, Placing
from kb.document.boards.models import (
    Board,
    BoardGroup,
    BoardNote,
    BoardState,
    GroupLevel,
)
from kb.document.boards.queries import count_on, group_on
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Audience


def open_board(
    asked: Invitation, *, by: Person, language: str, ref: str | None = None
) -> Board:
    """Ask a group something; who asks runs the board."""
    board = Board(ref=ref, facilitator=by, language=language)
    _take(board, asked)
    session.add(board)
    session.flush()
    return board


def ask_anew(board: Board, asked: Invitation, *, by: Person) -> None:
    """Say anew what is asked, and whom."""
    if not board.is_led_by(by):
        raise NotAllowedError("board.facilitator_decides")
    _take(board, asked)
    board.changes += 1


def move_on(board: Board, state: BoardState, *, by: Person) -> None:
    """Begin to group, close, or open again."""
    board.move_on(state, by=by)


def write_note(
    board: Board, text: str, *, by: Person, language: str, limits: Limits
) -> BoardNote:
    """Put a note up; it is its author's wherever it is moved."""
    board.change()
    if count_on(board) >= limits.notes:
        raise DomainError("board.is_full", most=limits.notes)
    note = BoardNote(board_id=board.id, author=by, text=text, language=language)
    session.add(note)
    session.flush()
    return note


def reword_note(board: Board, note: BoardNote, text: str, *, by: Person) -> None:
    """Say one's own note otherwise."""
    note.refuse_change(by=by)
    board.change()
    note.text = text


def delete_note(board: Board, note: BoardNote, *, by: Person) -> None:
    """Take one's own note down for good."""
    note.refuse_change(by=by)
    board.change()
    session.delete(note)
    session.flush()


def place_note(board: Board, note: BoardNote, placing: Placing, *, by: Person) -> Person | None:
    """Put a note where it is wanted now; return who had moved it unseen meanwhile.

    The last move counts; nobody's note and nobody's words are lost by it.
    """
    unseen = placing.seen not in {None, note.version}
    before = note.moved_by if unseen else None
    if placing.discarded:
        _discard(board, note, by=by)
    elif note.discarded_at or placing.group_id != note.group_id:
        _bring(board, note, placing.group_id, by=by)
    return before if before and before.id != by.id else None


def add_group(board: Board, label: Label, *, by: Person) -> BoardGroup:
    """Name a new group."""
    board.group()
    group = BoardGroup(board_id=board.id, level=label.level, name=label.name, made_by_id=by.id)
    session.add(group)
    session.flush()
    return group


def rename_group(board: Board, group: BoardGroup, label: Label) -> None:
    """Call a group otherwise."""
    board.group()
    group.name = label.name


def place_group(board: Board, group: BoardGroup, placing: Placing) -> None:
    """Put a sub-group into an upper group, or out of all."""
    board.group()
    if group.is_upper:
        raise DomainError("board.upper_groups_stay")
    if placing.group_id:
        group_on(board, placing.group_id, GroupLevel.UPPER)
    group.upper_id = placing.group_id


def dissolve_group(board: Board, group: BoardGroup, *, by: Person) -> None:
    """Let a group go; what was in it hangs on, in no group."""
    if by.id != group.made_by_id and not board.is_led_by(by):
        raise NotAllowedError("board.group_is_anothers")
    board.group()
    group.dissolved_at = clock.now()
    within = update(BoardNote).where(BoardNote.group_id == group.id)
    session.execute(within.values(group_id=None))
    below = update(BoardGroup).where(BoardGroup.upper_id == group.id)
    session.execute(below.values(upper_id=None))


def _take(board: Board, asked: Invitation) -> None:
    board.question, board.goal, board.area = asked.question, asked.goal, asked.area
    board.audience = asked.audience
    board.members = _people(asked) if asked.audience is Audience.NAMED else []


def _people(asked: Invitation) -> list[Person]:
    here: Sequence[Person] = colleagues()
    return [person for person in here if person.id in asked.people]


def _discard(board: Board, note: BoardNote, *, by: Person) -> None:
    if by.id != note.author_id and not board.is_led_by(by):
        raise NotAllowedError("board.discarding_is_the_facilitators")
    board.change()
    if note.discarded_at is None:
        note.discard(by=by)


def _bring(board: Board, note: BoardNote, number: int | None, *, by: Person) -> None:
    if number is None:
        board.change()
        note.go(None, by=by)
        return
    board.group()
    note.go(group_on(board, number, GroupLevel.SUB), by=by)
