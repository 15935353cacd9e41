"""A copy of one person's data as an archive: data, texts, files, and their notes opened."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO

from sqlalchemy import select

from kb.cycle.personal.copying import copy_of
from kb.cycle.takeout.archives import Archive
from kb.cycle.takeout.places import apart
from kb.document.attachments.models import Attachment
from kb.document.attachments.store import path_of
from kb.document.revisions.models import Draft, Revision
from kb.foundation.catalogues import catalogue
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.words import N_
from kb.people.models import Person
from kb.share.private_notes.keys import KeyPlace
from kb.share.private_notes.models import PrivateNote
from kb.share.private_notes.queries import key_at_hand

ABOUT = N_(
    "This is everything that Kisälli holds of %(name)s.\n\n"
    "data.json: every row of the database that is about you, by table and column; of rows that"
    " are others' the number alone. What opens something – your password's fingerprint, your"
    " sign-ins – is not in it.\n"
    "texts/: what you wrote of practices, and your drafts, as Markdown.\n"
    "writings.md: whatever else you wrote.\n"
    "files/: the files you brought.\n"
    "private-notes.md: your private notes, opened, in a copy that you make yourself.\n"
)
CLOSED = N_("A note that does not open: the key is missing, or it was altered.")
# Of which rows the words are the person's own, for those who do not read JSON.
WRITTEN = (
    "adoption.person_id",
    "attestation.attester_id",
    "board_note.author_id",
    "comment.by_id",
    "elicitation_answer.by_id",
    "flaw.by_id",
    "identification.by_id",
    "improvement.by_id",
    "inventory_answer.person_id",
    "learning_wish.person_id",
    "mentoring_session.recorded_by_id",
    "need.asker_id",
    "need_answer.by_id",
    "plan.learner_id",
    "question.asker_id",
    "recognition.by_id",
    "situation.author_id",
    "sparring_note.by_id",
    "trial.learner_id",
)
SHORTEST = 15  # shorter ones are kinds, codes and languages
WORDS = 3


def export_person(
    person: Person, stream: IO[bytes], *, files: Path, place: KeyPlace | None
) -> None:
    """Write all that is held of ``person``; the notes are opened for themselves alone.

    ``place`` is nothing where another than the person asks for the copy.
    """
    held = copy_of(person)
    words = catalogue(person.language or "fi").gettext
    with Archive(stream) as archive:
        archive.write("README.txt", words(ABOUT) % {"name": person.name})
        archive.write("data.json", json.dumps(held, ensure_ascii=False, indent=1))
        for path, text in _texts(person):
            archive.write(path, text)
        archive.write("writings.md", "\n".join(_writings(held)))
        _copy_files(archive, person, files)
        if place:
            archive.write("private-notes.md", "\n".join(_notes(person, place, words(CLOSED))))


def _texts(person: Person) -> Iterator[tuple[str, str]]:
    written = session.scalars(
        select(Revision).where(Revision.author_id == person.id).order_by(Revision.id)
    )
    for one in written:
        name = f"{one.practice_id}-{one.language}-{one.number}"
        yield f"texts/{name}.md", _page(one)
    for draft in session.scalars(select(Draft).where(Draft.author_id == person.id)):
        yield f"texts/draft-{draft.practice_id}-{draft.language}.md", _page(draft)


def _page(one: Revision | Draft) -> str:
    parts = "\n\n".join(part for part in one.text.parts.values() if part)
    return f"# {one.title}\n\n{parts}\n"


def _writings(held: Mapping[str, object]) -> Iterator[str]:
    rows = held["rows"]
    assert isinstance(rows, dict)  # noqa: S101 - said so for the types alone
    for reference in WRITTEN:
        for row in rows[reference]:
            texts = {name: text for name, text in row.items() if _is_prose(text)}
            if texts:
                yield f"## {reference.partition('.')[0]} {row.get('id', '')}\n"
                yield from (f"**{name}**: {text}\n" for name, text in texts.items())


def _is_prose(text: object) -> bool:
    return isinstance(text, str) and len(text) >= SHORTEST and len(text.split()) >= WORDS


def _copy_files(archive: Archive, person: Person, folder: Path) -> None:
    theirs = session.scalars(select(Attachment).where(Attachment.by_id == person.id)).all()
    named = {f"{one.id[:8]}-{one.name}": path_of(one.sha256, folder) for one in theirs}
    there = {name: path for name, path in named.items() if path.exists()}
    for name, place in apart(sorted(there)).items():
        archive.copy(f"files/{place}", there[name])


def _notes(person: Person, place: KeyPlace, closed: str) -> Iterator[str]:
    theirs = select(PrivateNote).where(PrivateNote.author_id == person.id)
    for note in session.scalars(theirs.order_by(PrivateNote.id)):
        try:
            words = note.opened(key_at_hand(place))
        except DomainError:
            words = closed
        yield f"## {note.saved_at.date().isoformat()}\n\n{words}\n"
