"""Finding sparring notes; everybody signed in may read them all."""

from collections.abc import Sequence

from sqlalchemy import BindParameter, Select, func, select

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.socialise.sparring.models import SparringNote
from kb.web.paging import PER_PAGE, Page


def note_by_id(number: int) -> SparringNote:
    """Return the note, or raise NotFoundError."""
    found = session.get(SparringNote, number)
    if found is None:
        raise NotFoundError("sparring.not_found")
    return found


def feed(page: int) -> Page[SparringNote]:
    """Return a page of the team's notes, newest first."""
    total = session.scalar(select(func.count(SparringNote.id))) or 0
    notes = session.scalars(
        select(SparringNote)
        .order_by(SparringNote.at.desc(), SparringNote.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return Page(notes, page, total)


def notes_behind(practice: BindParameter[int]) -> Select[int, str]:
    """Select the number and the question of the notes that a practice was made of."""
    return select(SparringNote.id, SparringNote.question).where(
        SparringNote.practice_id == practice
    )


def practices_made_of(
    notes: Sequence[SparringNote], *, seen_by: Person
) -> dict[int | None, Practice]:
    """Return by number the practices made of ``notes`` that ``seen_by`` may see."""
    numbers = [note.practice_id for note in notes if note.practice_id is not None]
    return {practice.id: practice for practice in practices_by_ids(numbers, seen_by=seen_by)}
