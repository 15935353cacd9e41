"""Opening one's own notes; there is no way to anybody else's."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError, NotFoundError
from kb.people.models import Person
from kb.share.mentoring.models import Session
from kb.share.mentoring.queries import sessions_of
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairing_by_id
from kb.share.private_notes.forms import WHOLE_PAIR
from kb.share.private_notes.keys import KeyPlace, NotesKey
from kb.share.private_notes.models import PrivateNote


@dataclass(frozen=True)
class Slot:
    """A place for a note: a meeting, or the pair; with one's own words, or why not."""

    meeting: Session | None
    note: PrivateNote | None
    words: str = ""
    refusal: DomainError | None = None

    @property
    def number(self) -> int:
        """Return the meeting's number, which the pair as a whole has not."""
        return self.meeting.id if self.meeting else WHOLE_PAIR

    @property
    def version(self) -> int:
        """Return how often it was saved."""
        return self.note.version if self.note else 0


def written_by(person: Person) -> ColumnElement[bool]:
    """Return the one condition of who reads a private note: who wrote it."""
    return PrivateNote.author_id == person.id


def own_pairing(number: int, *, of: Person) -> Pairing:
    """Return the pairing if ``of`` is one of the two; who only sees it has no notes there."""
    found = pairing_by_id(number, seen_by=of)
    if not found.includes(of):
        raise NotAllowedError("pairing.not_yours")
    return found


def meeting_of(pairing: Pairing, number: int) -> Session:
    """Return a meeting of this pairing, or raise NotFoundError."""
    found = session.get(Session, number)
    if found is None or found.pairing_id != pairing.id:
        raise NotFoundError("pairing.not_found")
    return found


def key_at_hand(place: KeyPlace) -> NotesKey:
    """Return the key that every note is sealed with; without it all stay closed."""
    keys = place.keys()
    used = session.scalars(select(PrivateNote.key_name).distinct()).all() or list(keys)[:1]
    if len(used) != 1 or used[0] not in keys:
        raise DomainError("private_note.closed")
    return keys[used[0]]


def note_at(pairing: Pairing, meeting: Session | None, *, by: Person) -> PrivateNote | None:
    """Return what ``by`` wrote of a meeting, or of the pair."""
    of = PrivateNote.session_id == (meeting.id if meeting else None)
    return session.scalar(
        select(PrivateNote).where(written_by(by), PrivateNote.pairing_id == pairing.id, of)
    )


def slots_of(pairing: Pairing, place: KeyPlace, *, by: Person) -> list[Slot]:
    """Return every place for a note of this pair: the pair's own, then its newest meeting."""
    kept = session.scalars(
        select(PrivateNote).where(written_by(by), PrivateNote.pairing_id == pairing.id)
    )
    notes = {note.session_id: note for note in kept}
    opening = _opening(place)
    meetings = reversed(sessions_of([pairing]))
    return [
        _slot(one, notes.get(one.id if one else None), opening) for one in (None, *meetings)
    ]


def _opening(place: KeyPlace) -> NotesKey | DomainError:
    try:
        return key_at_hand(place)
    except DomainError as closed:
        return closed


def _slot(
    meeting: Session | None, note: PrivateNote | None, opening: NotesKey | DomainError
) -> Slot:
    if isinstance(opening, DomainError):
        return Slot(meeting, note, refusal=opening)
    try:
        return Slot(meeting, note, note.opened(opening) if note else "")
    except DomainError as altered:
        return Slot(meeting, note, refusal=altered)
