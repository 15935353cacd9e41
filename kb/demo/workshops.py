"""The workshop of the demo organisation: its board, its notes and what was made of them."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.document.boards.actions import add_group, move_on, open_board, place_group, place_note
from kb.document.boards.actions import write_note as write
from kb.document.boards.drafting import draft_from_group
from kb.document.boards.forms import DraftWish, Invitation, Label, Limits, Placing
from kb.document.boards.models import Board, BoardGroup, BoardNote, BoardState, GroupLevel
from kb.practices.models import Area

LANGUAGE = "fi"


def deeds_of_workshops(house: House) -> Iterator[Deed]:
    """Return the workshops that were held, each with its day."""
    for row in rows("workshops"):
        yield Deed(moment_of(row["days_ago"], hour=13), partial(_hold, house, row))


def _hold(house: House, row: Row) -> None:
    leader = house.person(row["facilitator"])
    asked = Invitation(row["question"], row["goal"], Area(row["area"]))
    board = open_board(asked, by=leader, language=LANGUAGE, ref=row["ref"])
    hung = {said[1]: _hang(house, board, said) for said in _notes(row)}
    move_on(board, BoardState.GROUPING, by=leader)
    for upper in row["uppers"]:
        above = add_group(board, Label(upper["name"], GroupLevel.UPPER), by=leader)
        for sub in upper["subs"]:
            group = add_group(board, Label(sub["name"]), by=leader)
            place_group(board, group, Placing(above.id))
            for said in sub["notes"]:
                place_note(board, hung[said[1]], Placing(group.id), by=leader)
            _draft(house, board, group, sub)
    for said in row["discarded"]:
        place_note(board, hung[said[1]], Placing(discarded=True), by=leader)
    move_on(board, BoardState.CLOSED, by=leader)


def _notes(row: Row) -> Iterator[list[str]]:
    subs = [sub for upper in row["uppers"] for sub in upper["subs"]]
    # In turn, as they were written: one of each group, not a whole group at a time.
    heaps = [*(sub["notes"] for sub in subs), row["loose"], row["discarded"]]
    for turn in range(max(map(len, heaps))):
        yield from (heap[turn] for heap in heaps if turn < len(heap))


def _hang(house: House, board: Board, said: list[str]) -> BoardNote:
    author, text = said
    return write(board, text, by=house.person(author), language=LANGUAGE, limits=Limits())


def _draft(house: House, board: Board, group: BoardGroup, sub: Row) -> None:
    if made := sub.get("draft"):
        practice = house.practice(made["practice"])
        wish = DraftWish(slug=practice.slug)
        draft_from_group(board, group, wish, by=house.person(made["by"]))
