"""Every passage's vector in memory, the same for all threads, renewed when it has changed."""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from kb.foundation.db import session
from kb.search.models import Document, Passage

Vectors = NDArray[np.float32]
Numbers = NDArray[np.int64]

ENOUGH_FOR_A_MEAN = 30
AT_ONCE = 500


@dataclass(frozen=True)
class Version:
    """What tells that passages came or went: numbers only grow and are never used twice."""

    model: str
    last: int
    count: int


@dataclass(frozen=True)
class Corpus:
    """The passages of one model: numbers, documents, languages, vectors raw and corrected."""

    version: Version
    passages: Numbers
    documents: Numbers
    languages: NDArray[np.str_]
    raw: Vectors
    corrected: Vectors


_kept: dict[str, Corpus] = {}
_lock = Lock()


def corpus_of(model: str) -> Corpus:
    """Return the passages that ``model`` has embedded, as they are in the database now."""
    version = _version(model)
    kept = _kept.get(model)
    if kept is None or kept.version != version:
        with _lock:
            kept = _renewed(_kept.get(model), version)
            _kept[model] = kept
    return kept


def corrected(raw: Vectors, languages: NDArray[np.str_]) -> Vectors:
    """Return the vectors without what all of one language share.

    Texts of one language stand together, so that the other language is crowded out; the
    mean of a language, once there are enough passages to have one, is what they share.
    """
    moved = raw.copy()
    for language in np.unique(languages):
        mine = languages == language
        if mine.sum() >= ENOUGH_FOR_A_MEAN:
            moved[mine] -= raw[mine].mean(axis=0)
    lengths = np.linalg.norm(moved, axis=1, keepdims=True)
    return moved / np.maximum(lengths, np.finfo(np.float32).tiny)


def _version(model: str) -> Version:
    asked = select(func.max(Passage.id), func.count(Passage.id)).where(Passage.model == model)
    last, count = session.execute(asked).one()
    return Version(model, last or 0, count)


def _renewed(kept: Corpus | None, version: Version) -> Corpus:
    if kept and kept.version == version:
        return kept
    rows = session.execute(
        select(Passage.id, Passage.document_id, Document.language)
        .join(Document, Document.id == Passage.document_id)
        .where(Passage.model == version.model)
        .order_by(Passage.id)
    ).all()
    passages = np.array([row[0] for row in rows], dtype=np.int64)
    languages = np.array([row[2] for row in rows], dtype=np.str_)
    raw = _raw(passages, kept)
    return Corpus(
        version,
        passages,
        np.array([row[1] for row in rows], dtype=np.int64),
        languages,
        raw,
        corrected(raw, languages),
    )


def _raw(passages: Numbers, kept: Corpus | None) -> Vectors:
    known = dict(zip(kept.passages.tolist(), kept.raw, strict=True)) if kept else {}
    new = [number for number in passages.tolist() if number not in known]
    for start in range(0, len(new), AT_ONCE):
        found = select(Passage.id, Passage.vector).where(
            Passage.id.in_(new[start : start + AT_ONCE])
        )
        for number, vector in session.execute(found):
            known[number] = np.frombuffer(vector, dtype=np.float32)
    if not len(passages):
        return np.empty((0, 0), dtype=np.float32)
    return np.stack([known[number] for number in passages.tolist()])
