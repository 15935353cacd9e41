"""Every passage's vector in memory, the same for all threads, renewed when it has changed."""

from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import func, select

from kb.foundation.db import session
from kb.search.models import Document, Passage
from kb.search.yardstick import Vectors, Yardstick, unit

Numbers = NDArray[np.int64]

ENOUGH_FOR_A_MEAN = 30
AT_ONCE = 500


@dataclass(frozen=True)
class Version:
    """What tells that passages came or went: numbers only grow and are never used twice."""

    database: object
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


def corpus_of(model: str, yardstick: Yardstick) -> Corpus:
    """Return the passages that ``model`` has embedded, as they are in the database now."""
    version = _version(model)
    kept = _kept.get(model)
    if kept is None or kept.version != version:
        with _lock:
            kept = _renewed(_kept.get(model), version, yardstick)
            _kept[model] = kept
    return kept


def corrected(raw: Vectors, languages: NDArray[np.str_], yardstick: Yardstick) -> Vectors:
    """Return the vectors without what all of one language share.

    Texts of one language stand together and crowd the other out. What they share is their
    mean; while they are few, the mean expected of them counts too: that of the other texts,
    moved as questions move between the languages.
    """
    moved = raw.copy()
    for language in np.unique(languages):
        mine = languages == language
        expected = _expected(raw, languages, str(language), yardstick)
        total = raw[mine].sum(axis=0) + ENOUGH_FOR_A_MEAN * expected
        moved[mine] -= total / (mine.sum() + ENOUGH_FOR_A_MEAN)
    return unit(moved)


def _expected(
    raw: Vectors, languages: NDArray[np.str_], language: str, yardstick: Yardstick
) -> Vectors:
    others = languages != language
    if not others.any():
        own: Vectors = raw.mean(axis=0)
        return own
    other = str(languages[others][0])
    shift = yardstick.ordinary[language] - yardstick.ordinary[other]
    mean: Vectors = raw[others].mean(axis=0) + shift
    return mean


def _version(model: str) -> Version:
    asked = select(func.max(Passage.id), func.count(Passage.id)).where(Passage.model == model)
    last, count = session.execute(asked).one()
    return Version(session.get_bind(), model, last or 0, count)


def _renewed(kept: Corpus | None, version: Version, yardstick: Yardstick) -> Corpus:
    if kept and kept.version == version:
        return kept
    if kept and kept.version.database is not version.database:
        kept = None
    rows = session.execute(
        select(Passage.id, Passage.document_id, Document.language)
        .join(Document, Document.id == Passage.document_id)
        .where(Passage.model == version.model)
        .order_by(Passage.id)
    ).all()
    passages = np.array([row[0] for row in rows], dtype=np.int64)
    languages = np.array([row[2] for row in rows], dtype=np.str_)
    raw = _raw(passages, kept, yardstick.dimensions)
    return Corpus(
        version,
        passages,
        np.array([row[1] for row in rows], dtype=np.int64),
        languages,
        raw,
        corrected(raw, languages, yardstick),
    )


def _raw(passages: Numbers, kept: Corpus | None, dimensions: int) -> Vectors:
    known = dict(zip(kept.passages.tolist(), kept.raw, strict=True)) if kept else {}
    new = [number for number in passages.tolist() if number not in known]
    for start in range(0, len(new), AT_ONCE):
        found = select(Passage.id, Passage.vector).where(
            Passage.id.in_(new[start : start + AT_ONCE])
        )
        for number, vector in session.execute(found):
            known[number] = np.frombuffer(vector, dtype=np.float32)
    kept_rows = [known[number] for number in passages.tolist()]
    return np.stack(kept_rows) if kept_rows else np.empty((0, dimensions), dtype=np.float32)
