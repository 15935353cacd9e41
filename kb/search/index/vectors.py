"""Every passage's vector in memory, the same for all threads, renewed when it has changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import select

from kb.foundation.db import session
from kb.search.encoder.yardstick import Vectors, Yardstick
from kb.search.index.catalogue import Catalogue, seen_of
from kb.search.index.changes import Changes
from kb.search.index.columns import Numbers, columns, numbers
from kb.search.models import Passage

Floats = NDArray[np.float32]

ENOUGH_FOR_A_MEAN = 30
AT_ONCE = 500


@dataclass(frozen=True)
class Pieces:
    """What of some texts was compared with a question: whose it is, and how close it came."""

    places: Numbers
    passages: Numbers
    cosines: Floats

    def __add__(self, other: "Pieces") -> "Pieces":
        """Return the pieces of both."""
        return Pieces(
            np.concatenate([self.places, other.places]),
            np.concatenate([self.passages, other.passages]),
            np.concatenate([self.cosines, other.cosines]),
        )


@dataclass(frozen=True, eq=False)
class Corpus:
    """The passages of one model: numbers, the places of their texts, raw vectors.

    Texts of one language stand together and crowd the other out. What they share is their mean,
    and a passage is compared without it: ``(raw - mean) / length``, worked out as one asks, so
    that nothing is kept twice.
    """

    model: str
    catalogue: Catalogue
    changes: Changes
    passages: Numbers
    places: Numbers
    raw: Vectors
    languages: NDArray[np.int64]
    means: Vectors
    lengths: Floats
    order: Numbers
    starts: Numbers

    def cosines(self, question: Vectors) -> Floats:
        """Return how close each passage comes to a question, without what languages share."""
        return self._cosines(self.raw, self.languages, self.lengths, question)

    def cosines_of(self, raw: Vectors, languages: Numbers, question: Vectors) -> Floats:
        """Return the same of vectors that are not kept here."""
        return self._cosines(raw, languages, _lengths(raw, languages, self.means), question)

    def _cosines(
        self, raw: Vectors, languages: Numbers, lengths: Floats, question: Vectors
    ) -> Floats:
        cosines: Floats = raw @ question
        cosines -= (self.means @ question)[languages]
        cosines /= lengths
        return cosines

    def rows_of(self, places: Numbers) -> Numbers:
        """Return the rows of every passage of the texts at ``places``."""
        runs = [self.order[self.starts[at] : self.starts[at + 1]] for at in places.tolist()]
        return np.concatenate(runs) if runs else np.empty(0, dtype=np.int64)

    def pieces_of(self, places: Numbers, cosines: Floats) -> Pieces:
        """Return the passages of the texts at ``places``, as close as they come."""
        rows = self.rows_of(places)
        return Pieces(self.places[rows], self.passages[rows], cosines[rows])


_kept: dict[str, Corpus] = {}
_lock = Lock()


def corpus_of(
    model: str, yardstick: Yardstick, catalogue: Catalogue, changes: Changes
) -> Corpus:
    """Return the passages that ``model`` has embedded, as this transaction sees them."""
    kept = _kept.get(model)
    if kept is None or kept.catalogue is not catalogue or kept.changes != changes:
        with _lock:
            kept = _renewed(_kept.get(model), model, yardstick, catalogue, changes)
            _kept[model] = kept
    return kept


def _renewed(
    kept: Corpus | None,
    model: str,
    yardstick: Yardstick,
    catalogue: Catalogue,
    changes: Changes,
) -> Corpus:
    if kept and kept.catalogue is catalogue and kept.changes == changes:
        return kept
    if kept and kept.changes.database is not changes.database:
        kept = None
    found = columns(select(Passage.id, Passage.document_id).where(Passage.model == model))
    passages, owners = map(numbers, found)
    order = np.argsort(passages)
    passages, places = passages[order], catalogue.places_of(owners[order])
    raw = _raw(passages, kept, yardstick.dimensions)
    codes = {language: code for code, language in enumerate(sorted(yardstick.ordinary))}
    told = np.array([codes.get(one, 0) for one in catalogue.languages.tolist()] or [0])
    languages = told[places]
    open_to_all = seen_of(None, catalogue, changes)[places]
    means = _means(raw[open_to_all], languages[open_to_all], yardstick, list(codes))
    order = np.argsort(places, kind="stable")
    starts = np.searchsorted(places[order], np.arange(len(catalogue.documents) + 1))
    return Corpus(
        model,
        catalogue,
        changes,
        passages,
        places,
        raw,
        languages,
        means,
        _lengths(raw, languages, means),
        order,
        starts,
    )


def _means(
    raw: Vectors, languages: Numbers, yardstick: Yardstick, codes: Sequence[str]
) -> Vectors:
    """Return what the passages of each language share: of those that everybody may find.

    So a text that one may not see moves nothing that one sees.
    While they are few, what is expected of them counts too: the mean of the other languages'
    passages, moved as questions move between the languages.
    """
    counts = np.bincount(languages, minlength=len(codes))
    totals = np.stack([raw[languages == code].sum(axis=0) for code in range(len(codes))])
    means = np.empty_like(totals)
    for code, language in enumerate(codes):
        others = [other for other in range(len(codes)) if other != code and counts[other]]
        expected = totals.sum(axis=0) / max(counts.sum(), 1)
        if others:
            shift = yardstick.ordinary[language] - yardstick.ordinary[codes[others[0]]]
            expected = totals[others[0]] / counts[others[0]] + shift
        means[code] = (totals[code] + ENOUGH_FOR_A_MEAN * expected) / (
            counts[code] + ENOUGH_FOR_A_MEAN
        )
    return means


def _lengths(raw: Vectors, languages: Numbers, means: Vectors) -> Floats:
    """Return how long each vector, raw of length one, is without what its language shares."""
    squares = (means * means).sum(axis=1)
    lengths = np.empty(len(raw), dtype=np.float32)
    for code, mean in enumerate(means):
        mine = languages == code
        lengths[mine] = np.sqrt(np.maximum(1 - 2 * (raw[mine] @ mean) + squares[code], 1e-12))
    return lengths


def _raw(passages: Numbers, kept: Corpus | None, dimensions: int) -> Vectors:
    """Return the vectors in the order of ``passages``; those known already are not read."""
    raw = np.empty((len(passages), dimensions), dtype=np.float32)
    known = (
        np.isin(passages, kept.passages) if kept else np.zeros(len(passages), dtype=np.bool_)
    )
    if kept:
        raw[known] = kept.raw[np.searchsorted(kept.passages, passages[known])]
    rows = np.flatnonzero(~known)
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        asked = select(Passage.id, Passage.vector).where(
            Passage.id.in_(passages[some].tolist())
        )
        for number, vector in session.execute(asked):
            raw[np.searchsorted(passages, number)] = np.frombuffer(vector, dtype=np.float32)
    return raw
