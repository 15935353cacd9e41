"""Asking the index: what answers a question, among what one may see, best first."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice

import numpy as np
from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from kb.foundation.db import session
from kb.people.models import Me, Person, Role
from kb.practices.models import Practice, PracticeIndustry
from kb.search import asked, meaning
from kb.search.asked import Asked
from kb.search.forms import Question
from kb.search.found import Entry, Evidence, Findings, best_first
from kb.search.lexical import Match, matches
from kb.search.models import Document, Found
from kb.search.names import names
from kb.search.ranking import closeness_of, words_in
from kb.search.vectors import corpus_of
from kb.search.visibility import findable_by
from kb.search.yardstick import meant_by, yardstick_of
from kb.socialise.sparring.models import SparringNote
from kb.stages.evidence import stage_condition

AT_MOST = 20


def find(question: Question, *, seen_by: Person | None, at_most: int = AT_MOST) -> Findings:
    """Find what answers ``question`` among what ``seen_by`` may see; nobody is a reader."""
    read = asked.read(question.text, names())
    if not read.words:
        return Findings(read)
    found = matches(read.expressions)
    entries = _not_ruled_out(_entries(question, seen_by), read, found)
    if not entries:
        return Findings(read)
    hits = best_first(entries, _evidence(entries, read, found))
    return Findings(read, tuple(islice(hits, at_most)))


def count_waiting() -> int:
    """Count the texts that still wait to be found by meaning."""
    return session.scalar(_waiting()) or 0


@cache
def _waiting() -> Select[int]:
    return select(func.count(Document.id)).where(Document.embedded_with.is_(None))


def _kept_to(question: Question) -> Iterator[ColumnElement[bool]]:
    if question.languages:
        yield Document.language.in_(question.languages)
    if question.stages:
        there = or_(*(stage_condition(stage) for stage in question.stages))
        yield _is(Found.PRACTICE, select(Practice.id).where(there))
    if question.industries:
        theirs = PracticeIndustry.industry.in_(question.industries)
        noted = SparringNote.industry.in_(question.industries)
        yield or_(
            _is(Found.PRACTICE, select(PracticeIndustry.practice_id).where(theirs)),
            _is(Found.NOTE, select(SparringNote.id).where(noted)),
        )


def _is(kind: Found, among: Select[int]) -> ColumnElement[bool]:
    return and_(Document.kind == kind, Document.thing_id.in_(among))


def _entries(question: Question, seen_by: Person | None) -> list[Entry]:
    asked = _findable(seen_by.role if seen_by else None)
    if question.is_filtered:
        asked = asked.where(*_kept_to(question))
    me = {"me": seen_by.id} if seen_by else {}
    return [Entry(*row) for row in session.execute(asked, me)]


@cache
def _findable(role: Role | None) -> Select[int, Found, int, str]:
    columns = (Document.id, Document.kind, Document.thing_id, Document.language)
    me = Me(role) if role else None
    return select(*columns).where(findable_by(me)).order_by(Document.id)


def _not_ruled_out(
    entries: Sequence[Entry], read: Asked, found: Sequence[Match]
) -> list[Entry]:
    """Return what holds every phrase of the question and nothing that must not be."""
    holding: list[set[int]] = [set() for _ in read.expressions]
    for match in found:
        holding[match.expression].add(match.document_id)
    unwanted = len(read.expressions) - len(read.unwanted)
    phrases = holding[2 * len(read.words) : unwanted]
    ruled_out = set[int]().union(*holding[unwanted:])
    return [
        entry
        for entry in entries
        if entry.id not in ruled_out and all(entry.id in held for held in phrases)
    ]


def _evidence(entries: Sequence[Entry], read: Asked, found: Sequence[Match]) -> Evidence:
    documents = np.array([entry.id for entry in entries], dtype=np.int64)
    there = set(documents.tolist())
    words = words_in(documents, read, [one for one in found if one.document_id in there])
    encoder = meaning.encoder()
    if encoder is None:
        return Evidence(words)
    corpus = corpus_of(encoder.name, yardstick_of(encoder))
    meant = meant_by(read.text, encoder)
    return Evidence(words, closeness_of(documents, corpus, meant), meant)
