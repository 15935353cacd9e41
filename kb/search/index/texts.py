"""What is findable of each thing: its words, in each language it is told in."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from sqlalchemy import select

from kb.context.glossary.models import Term
from kb.document.attachments.queries import texts_read_of
from kb.document.revisions.models import Revision
from kb.document.revisions.queries import current_revisions
from kb.foundation import markdown
from kb.foundation.db import session
from kb.identify.identifications.models import Identification
from kb.identify.identifications.queries import identified_practice_ids
from kb.practices.models import Practice
from kb.search.models import Found
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.socialise.sparring.models import SparringNote

HEADING = "# "


@dataclass(frozen=True)
class Findable:
    """One thing in one language as it is found; a line of the body may be a heading."""

    kind: Found
    thing_id: int
    language: str
    title: str
    body: str
    readers_words: str = ""

    @property
    def fingerprint(self) -> str:
        """Return the SHA-256 of its words."""
        return hashlib.sha256(json.dumps(astuple(self)[3:]).encode()).hexdigest()


def texts_of_practice(practice: Practice) -> list[Findable]:
    """Return a practice as published, in each language; unwritten, by what it is called.

    What lies in the trash is told in no language, nor what is only being begun or was
    imported and not published: nobody has said yet that it is a practice.
    """
    if practice.removed_at is not None:
        return []
    revisions = current_revisions(practice)
    if revisions:
        return [_published(practice, revision) for revision in revisions.values()]
    if practice.opened_at is None and not _is_noticed(practice):
        return []
    named = _lines(practice.summary, ", ".join(practice.tags))
    return [Findable(Found.PRACTICE, practice.id, practice.language, practice.title, named)]


def _is_noticed(practice: Practice) -> bool:
    noticed = identified_practice_ids().where(Identification.practice_id == practice.id)
    return session.scalar(select(noticed.exists())) or False


def texts_of_note(note: SparringNote) -> list[Findable]:
    """Return a piece of advice by what was asked."""
    told = _lines(note.advice, note.with_whom)
    return [Findable(Found.NOTE, note.id, note.language, note.question, told)]


def texts_of_pairing(pairing: Pairing) -> list[Findable]:
    """Return a pair's agreement: its goal and topics."""
    return [Findable(Found.PAIRING, pairing.id, pairing.language, pairing.goal, pairing.topics)]


def texts_of_session(held: Session) -> list[Findable]:
    """Return a meeting by what was told of it and agreed; of some nothing was told."""
    if not held.says_something:
        return []
    told = _lines(held.summary, held.task_when, held.task_then)
    return [Findable(Found.SESSION, held.id, held.language, held.pairing.goal, told)]


def texts_of_term(term: Term) -> list[Findable]:
    """Return a term with its meaning and other words, in Finnish and in English."""
    others = ", ".join(term.other_words)
    told = [Findable(Found.TERM, term.id, "fi", term.term, _lines(term.definition, others))]
    if term.english and term.english_definition:
        words = _lines(term.english_definition, ", ".join((term.term, *term.other_words)))
        told.append(Findable(Found.TERM, term.id, "en", term.english, words))
    return told


def things() -> Iterator[tuple[Found, int, list[Findable]]]:
    """Go through everything that can be found, thing by thing."""
    for practice in session.scalars(select(Practice).order_by(Practice.id)):
        yield Found.PRACTICE, practice.id, texts_of_practice(practice)
    for note in session.scalars(select(SparringNote).order_by(SparringNote.id)):
        yield Found.NOTE, note.id, texts_of_note(note)
    for pairing in session.scalars(select(Pairing).order_by(Pairing.id)):
        yield Found.PAIRING, pairing.id, texts_of_pairing(pairing)
    for held in session.scalars(select(Session).order_by(Session.id)):
        yield Found.SESSION, held.id, texts_of_session(held)
    for term in session.scalars(select(Term).order_by(Term.id)):
        yield Found.TERM, term.id, texts_of_term(term)


def _published(practice: Practice, revision: Revision) -> Findable:
    same_language = revision.language == practice.language
    parts = (part for source in revision.text.parts.values() for part in _blocks(source))
    summary = practice.summary if same_language else ""
    read = texts_read_of(practice) if same_language else []
    papers = (part for name, words in read for part in (HEADING + name, words))
    told = _lines(summary, *parts, ", ".join(practice.tags), *papers)
    return Findable(
        Found.PRACTICE,
        practice.id,
        revision.language,
        revision.title,
        told,
        revision.readers_words,
    )


def _blocks(source: str) -> Iterator[str]:
    for heading, text in markdown.sections(source):
        yield HEADING + heading if heading else ""
        yield text


def _lines(*told: str) -> str:
    return "\n".join(text.strip() for text in told if text.strip())
