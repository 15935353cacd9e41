"""How the index is kept true to what it indexes."""

from collections.abc import Callable, Iterable, Sequence

from sqlalchemy import delete, select

from kb.context.glossary.events import TermChanged
from kb.context.glossary.models import Term
from kb.document.attachments.events import FilesChanged
from kb.document.revisions.events import RevisionPublished
from kb.foundation import clock, outbox
from kb.foundation.db import session
from kb.identify.identifications.events import PracticeIdentified
from kb.practices.events import PracticeRemoved, PracticeRestored
from kb.practices.models import Practice
from kb.search import indexing
from kb.search.embedding import EMBED
from kb.search.index.breakage import saving_goes_on
from kb.search.index.texts import (
    Findable,
    texts_of_note,
    texts_of_pairing,
    texts_of_practice,
    texts_of_session,
    texts_of_term,
    things,
)
from kb.search.models import Document, Found
from kb.share.mentoring.events import SessionAmended, SessionHeld
from kb.share.mentoring.models import Session
from kb.share.pairings.events import PairingChanged
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.events import NoteTaken
from kb.socialise.sparring.models import SparringNote


def index_practice(
    event: RevisionPublished | PracticeIdentified | FilesChanged | PracticeRestored,
) -> None:
    """Let a practice be found as it is worded now, or as it is called until it is written."""
    practice = session.get_one(Practice, event.practice_id)
    keep(Found.PRACTICE, practice.id, texts_of_practice(practice))


def forget_practice(event: PracticeRemoved) -> None:
    """Let a practice be found no longer than it is there, nor by words that were taken back."""
    practice = session.scalar(select(Practice).where(Practice.id == event.practice_id))
    texts = texts_of_practice(practice) if practice else []
    keep(Found.PRACTICE, event.practice_id, texts)


def index_note(event: NoteTaken) -> None:
    """Let a piece of advice be found."""
    note = session.get_one(SparringNote, event.note_id)
    keep(Found.NOTE, note.id, texts_of_note(note))


def index_pairing(event: PairingChanged) -> None:
    """Let a pair's goal and topics be found by those who may see them."""
    pairing = session.get_one(Pairing, event.pairing_id)
    keep(Found.PAIRING, pairing.id, texts_of_pairing(pairing))


def index_session(event: SessionHeld | SessionAmended) -> None:
    """Let a meeting's summary be found by those who may see it."""
    held = session.get_one(Session, event.session_id)
    keep(Found.SESSION, held.id, texts_of_session(held))


def index_term(event: TermChanged) -> None:
    """Let a term be found by all its names."""
    term = session.get_one(Term, event.term_id)
    keep(Found.TERM, term.id, texts_of_term(term))


def keep(kind: Found, thing_id: int, texts: Sequence[Findable]) -> None:
    """Make the documents of one thing what ``texts`` say; those no longer said go."""
    same_thing = (Document.kind == kind, Document.thing_id == thing_id)
    kept = {row.language: row for row in session.scalars(select(Document).where(*same_thing))}
    for text in texts:
        _store(kept.pop(text.language, None), text)
    _forget([document.id for document in kept.values()])


def rebuild(progress: Callable[[], object]) -> None:
    """Rebuild the index from what it indexes; only what reads anew is embedded anew."""
    seen: dict[Found, list[int]] = {kind: [] for kind in Found}
    for kind, thing_id, texts in things():
        keep(kind, thing_id, texts)
        seen[kind].append(thing_id)
        progress()
    for kind, numbers in seen.items():
        gone = select(Document.id, Document.thing_id).where(Document.kind == kind)
        there = set(numbers)
        _forget([row.id for row in session.execute(gone) if row.thing_id not in there])
    for document in session.scalars(select(Document)):
        indexing.write(document)


def _store(document: Document | None, text: Findable) -> None:
    if document and document.fingerprint == text.fingerprint:
        return
    document = document or Document(
        kind=text.kind, thing_id=text.thing_id, language=text.language
    )
    document.title, document.body = text.title, text.body
    document.readers_words, document.fingerprint = text.readers_words, text.fingerprint
    document.indexed_at, document.embedded_with = clock.now(), None
    session.add(document)
    session.flush()
    with saving_goes_on():
        indexing.write(document)
    outbox.post(EMBED, document_id=document.id)


def _forget(document_ids: Iterable[int]) -> None:
    numbers = list(document_ids)
    if numbers:
        with saving_goes_on():
            indexing.erase(numbers)
        session.execute(delete(Document).where(Document.id.in_(numbers)))
