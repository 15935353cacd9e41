"""What hangs on a board, laid out as it is seen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.document.boards.forms import DISCARDED
from kb.document.boards.models import Board, BoardGroup, BoardNote
from kb.document.boards.queries import groups_of
from kb.document.boards.sources import BoardDraft
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids


@dataclass(frozen=True)
class Place:
    """Where something may go: what a form says, and the names of the groups that are meant."""

    value: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True)
class Bundle:
    """A group, what is in it and what was made of it; ``bundles`` are an upper group's."""

    group: BoardGroup
    notes: Sequence[BoardNote] = ()
    bundles: Sequence["Bundle"] = ()
    made: Sequence[Practice] = ()


@dataclass(frozen=True)
class Wall:
    """Everything that hangs on a board, each note in one place."""

    board: Board
    loose: Sequence[BoardNote]
    uppers: Sequence[Bundle]
    subs: Sequence[Bundle]
    discarded: Sequence[BoardNote]

    @property
    def every_sub(self) -> list[Bundle]:
        """Return the sub-groups, those of upper groups first."""
        return [*(sub for upper in self.uppers for sub in upper.bundles), *self.subs]

    def places_for(self, note: BoardNote, *, by: Person) -> list[Place]:
        """Return where ``by`` may move a note, from where it is to the discard pile."""
        if self.board.is_closed:
            return []
        places = [Place("")] if note.discarded_at or self.board.is_grouping else []
        if self.board.is_grouping:
            places += self._sub_places()
        if note.author_id == by.id or self.board.is_led_by(by):
            places.append(Place(DISCARDED))
        return places

    def places_of(self, group: BoardGroup) -> list[Place]:
        """Return where a sub-group may go, if there is any other place for it."""
        if group.is_upper or not self.board.is_grouping or not self.uppers:
            return []
        uppers = [Place(str(one.group.id), (one.group.name,)) for one in self.uppers]
        return [Place(""), *uppers]

    def _sub_places(self) -> list[Place]:
        above = {one.group.id: one.group.name for one in self.uppers}
        subs = [one.group for one in self.every_sub]
        return [
            Place(str(one.id), (above[one.upper_id], one.name) if one.upper_id else (one.name,))
            for one in subs
        ]

    @property
    def is_empty(self) -> bool:
        """Say whether nothing hangs on it yet."""
        return not (self.loose or self.uppers or self.subs or self.discarded)


def wall_of(board: Board, *, seen_by: Person) -> Wall:
    """Gather what hangs on ``board``, with the practices of it that one may see."""
    notes = session.scalars(
        select(BoardNote).where(BoardNote.board_id == board.id).order_by(BoardNote.id)
    ).all()
    groups, made = groups_of(board), _made_of(board, seen_by=seen_by)
    hanging = [note for note in notes if note.discarded_at is None]
    subs = [
        Bundle(one, [n for n in hanging if n.group_id == one.id], made=made.get(one.id, ()))
        for one in groups
        if not one.is_upper
    ]
    uppers = [
        Bundle(
            one,
            bundles=[sub for sub in subs if sub.group.upper_id == one.id],
            made=made.get(one.id, ()),
        )
        for one in groups
        if one.is_upper
    ]
    return Wall(
        board,
        [note for note in hanging if note.group_id is None],
        uppers,
        [sub for sub in subs if sub.group.upper_id is None],
        [note for note in notes if note.discarded_at],
    )


def _made_of(board: Board, *, seen_by: Person) -> Mapping[int, Sequence[Practice]]:
    rows = session.execute(
        select(BoardDraft.group_id, BoardDraft.practice_id).where(
            BoardDraft.board_id == board.id
        )
    ).all()
    seen = practices_by_ids([row.practice_id for row in rows], seen_by=seen_by)
    return {
        group: [one for one in seen if (group, one.id) in {tuple(row) for row in rows}]
        for group in {row.group_id for row in rows}
    }
