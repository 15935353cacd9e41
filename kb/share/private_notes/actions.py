"""Writing for oneself, and changing the key that all is sealed with."""

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError
from kb.people.models import Person
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.share.private_notes.forms import Jotting
from kb.share.private_notes.keys import KeyPlace, NotesKey
from kb.share.private_notes.models import PrivateNote
from kb.share.private_notes.queries import key_at_hand, note_at


def keep_note(
    pairing: Pairing,
    meeting: Session | None,
    jotting: Jotting,
    *,
    by: Person,
    place: KeyPlace,
) -> PrivateNote | None:
    """Keep what ``by`` wrote; what does not open is not written over, no words are no note."""
    key, note = key_at_hand(place), note_at(pairing, meeting, by=by)
    if note and note.opened(key) == jotting.words:
        return note
    if jotting.version != (note.version if note else 0):
        raise ConflictError("private_note.changed_elsewhere")
    if note and not jotting.words:
        session.delete(note)
        session.flush()
    if not jotting.words:
        return None
    note = note or PrivateNote(author_id=by.id, pairing_id=pairing.id, version=0)
    note.session_id = meeting.id if meeting else None
    note.seal(jotting.words, key)
    note.version, note.saved_at = note.version + 1, clock.now()
    session.add(note)
    session.flush()
    return note


def reseal_all(new: NotesKey, place: KeyPlace) -> int:
    """Seal every note with another key; return how many there are."""
    notes = session.scalars(select(PrivateNote)).all()
    former = key_at_hand(place)
    for note in notes:
        note.seal(note.opened(former), new)
    session.flush()
    return len(notes)
