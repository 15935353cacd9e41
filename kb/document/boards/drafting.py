"""Making a draft of a practice of what hangs in a group."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import BindParameter, Select, select

from kb.document.boards.forms import DraftWish
from kb.document.boards.models import Board, BoardGroup, BoardNote
from kb.document.boards.queries import groups_of, notes_in, visible_to
from kb.document.boards.sources import BoardDraft
from kb.document.revisions.drafts import save_draft
from kb.document.revisions.forms import Wording
from kb.document.revisions.models import Draft, Source, Text
from kb.document.revisions.queries import current_revision, draft_of
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotFoundError
from kb.identify.identifications.actions import identify_practice
from kb.identify.identifications.models import Trigger
from kb.people.models import Me, Person
from kb.people.queries import colleagues
from kb.practices.forms import Naming
from kb.practices.models import Practice
from kb.practices.queries import practice_by_slug


def draft_from_group(
    board: Board, group: BoardGroup, wish: DraftWish, *, by: Person
) -> BoardDraft:
    """Begin a practice, or write on one that is there, with a group's notes as the source."""
    notes = notes_in(group)
    if not notes:
        raise DomainError("board.group_is_empty")
    practice = _practice(board, wish, by=by)
    _write(practice, worded(board, group, notes), by=by)
    made = BoardDraft(
        board=board, group=group, practice_id=practice.id, language=practice.language, by=by
    )
    made.notes, made.people = list(notes), taking_part(board)
    for note in notes:
        note.drafted_at = note.drafted_at or clock.now()
    board.changes += 1
    session.add(made)
    session.flush()
    return made


def worded(board: Board, group: BoardGroup, notes: Sequence[BoardNote]) -> str:
    """Return the notes as a list in Markdown, under the names of their sub-groups."""
    if not group.is_upper:
        return _listed(notes)
    subs = [one for one in groups_of(board) if one.upper_id == group.id]
    parts = {sub.name: [note for note in notes if note.group_id == sub.id] for sub in subs}
    return "\n\n".join(f"### {name}\n\n{_listed(own)}" for name, own in parts.items() if own)


def taking_part(board: Board) -> list[Person]:
    """Return who has written on the board, and who ran it."""
    wrote = select(BoardNote.author_id).where(BoardNote.board_id == board.id)
    there = Person.id.in_(wrote) | (Person.id == board.facilitator_id)
    return list(session.scalars(select(Person).where(there).order_by(Person.name)))


def source_by_id(number: int, *, seen_by: Person) -> BoardDraft:
    """Return what a draft was made of, to those who may see its board."""
    found = session.scalar(
        select(BoardDraft).join(Board).where(BoardDraft.id == number, visible_to(seen_by))
    )
    if found is None:
        raise NotFoundError("board.not_found")
    return found


def workshops_behind(draft: Draft | None) -> Sequence[BoardDraft]:
    """Return the workshops that somebody's draft stands on."""
    if draft is None or draft.source is not Source.WORKSHOP:
        return ()
    return session.scalars(
        _made(draft.practice_id).where(
            BoardDraft.language == draft.language, BoardDraft.by_id == draft.author_id
        )
    ).all()


def drafts_behind(practice: BindParameter[int], *, seen_by: Person | Me) -> Select[int, str]:
    """Select the number and the board's question of what a practice was made of."""
    return (
        select(BoardDraft.id, Board.question)
        .join(Board)
        .where(BoardDraft.practice_id == practice, visible_to(seen_by))
    )


def drafts_of(practice: Practice, *, seen_by: Person) -> Sequence[BoardDraft]:
    """Return what was made of groups for ``practice``, from the boards one may see."""
    seen = _made(practice.id).join(Board, Board.id == BoardDraft.board_id)
    return session.scalars(seen.where(visible_to(seen_by))).all()


def _made(practice_id: int) -> Select[BoardDraft]:
    return (
        select(BoardDraft)
        .where(BoardDraft.practice_id == practice_id)
        .order_by(BoardDraft.at, BoardDraft.id)
    )


def _practice(board: Board, wish: DraftWish, *, by: Person) -> Practice:
    if wish.slug:
        return practice_by_slug(wish.slug, seen_by=by)
    areas = [board.area] if board.area else []
    return identify_practice(
        Naming.of(wish.title, "", board.language, areas=areas),
        by=by,
        holder=wish.holder_among(colleagues(), me=by),
        trigger=Trigger.WORKSHOP,
    )


def _write(practice: Practice, words: str, *, by: Person) -> None:
    """Add the words to what ``by`` is writing, else to what readers see, else to nothing."""
    language = practice.language
    draft = draft_of(practice, language, by=by)
    current = current_revision(practice, language)
    begun = draft or current
    text = begun.text if begun else Text(practice.title, "")
    wording = Wording(
        replace(text, action=f"{text.action}\n\n{words}".strip()),
        {},
        change_note=draft.change_note if draft else "",
        base_id=draft.base_id if draft else current.id if current else None,
    )
    kept = save_draft(practice, language, wording, by=by, source=Source.WORKSHOP)
    kept.source = Source.WORKSHOP


def _listed(notes: Sequence[BoardNote]) -> str:
    return "\n".join("- " + note.text.replace("\n", "\n  ") for note in notes)
