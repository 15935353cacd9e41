"""The vectors of each model, kept in memory: what has come is put behind what is there."""

from dataclasses import dataclass, replace
from threading import Lock

import numpy as np
from sqlalchemy import ColumnElement, and_, func, literal_column, select

from kb.foundation.db import reading
from kb.search.encoder.yardstick import Yardstick
from kb.search.index.catalogue import Catalogue
from kb.search.index.changes import Changes, touched
from kb.search.index.columns import Numbers, columns, is_one_of, numbers
from kb.search.index.means import lengths_of, means_of, nothing
from kb.search.index.readers import seen_of, sight_of
from kb.search.index.rows import no_rows, read_into
from kb.search.index.vectors import Corpus
from kb.search.models import Passage

MOMENTS = 2  # a transaction may still be at the former
LEFT_BEHIND = 0.2  # of all rows, those of texts that are gone: more are cleared away
FLOAT = np.dtype(np.float32).itemsize  # bytes
NONE = np.empty(0, dtype=np.int64)

_kept: dict[str, tuple[Corpus, ...]] = {}
_lock = Lock()


@dataclass(frozen=True, eq=False)
class Now:
    """A model's vectors at a moment: of which texts, in which languages."""

    model: str
    yardstick: Yardstick
    catalogue: Catalogue
    changes: Changes

    def languages_at(self, places: Numbers) -> Numbers:
        """Return the codes of the languages of the texts at ``places``."""
        told = np.zeros(len(self.catalogue.documents) + 1, dtype=np.int64)
        for code, language in enumerate(self.yardstick.codes):
            told[:-1][self.catalogue.languages == language] = code
        return told[places]

    def shared_at(self, places: Numbers, languages: Numbers) -> Numbers:
        """Return the languages of those texts that everybody may find; -1 of the others."""
        gone = [False]  # stands at -1
        open_to_all = np.append(seen_of(None, self.catalogue, self.changes), gone)
        return np.where(open_to_all[places], languages, -1)


def corpus_of(
    model: str, yardstick: Yardstick, catalogue: Catalogue, changes: Changes
) -> Corpus:
    """Return the passages that ``model`` has embedded, as this transaction sees them."""
    found = _at(model, changes)
    if found is None:
        with _lock:
            found = _at(model, changes) or _renewed(
                _latest(model), Now(model, yardstick, catalogue, changes)
            )
            _kept[model] = (found, *_kept.get(model, ()))[:MOMENTS]
    return found


def open_vectors(model: str, yardstick: Yardstick) -> None:
    """Read the vectors of a model into memory now, so that no question waits for them."""
    with reading():
        sight = sight_of(None)
        corpus_of(model, yardstick, sight.catalogue, sight.changes)


def _at(model: str, changes: Changes) -> Corpus | None:
    return next((one for one in _kept.get(model, ()) if one.changes == changes), None)


def _latest(model: str) -> Corpus | None:
    return next(iter(_kept.get(model, ())), None)


def _renewed(kept: Corpus | None, now: Now) -> Corpus:
    """Return the passages as they are now; of what is kept, only what was touched is read."""
    anew = touched(kept.changes, now.changes, "texts", "passages") if kept else None
    # The sign keeps SQLite from going through all of a model where few texts are asked for; a
    # vector that was cut short is as good as none.
    whole = func.length(Passage.vector) == FLOAT * now.yardstick.dimensions
    own = and_(literal_column("+search_passage.model") == now.model, whole)
    if kept is None or anew is None:
        return _extended(_empty(now), NONE, own, now)
    return _extended(kept, anew, and_(own, is_one_of(Passage.document_id, anew)), now)


def _extended(kept: Corpus, anew: Numbers, among: ColumnElement[bool], now: Now) -> Corpus:
    """Return what is kept, less what the texts ``anew`` no longer have, and what they have."""
    passages, owners = _listed(among)
    last = int(kept.passages.max(initial=0))
    new = passages > last  # a number is never used twice
    vectors = select(Passage.vector).where(among, Passage.id > last).order_by(Passage.id)
    rows = read_into(kept.rows, vectors, int(new.sum()))
    places = np.append(
        _staying(kept, anew, passages, now), now.catalogue.places_of(owners[new])
    )
    numbered = np.append(kept.passages, passages[new])
    shared = np.append(kept.shared, np.full(int(new.sum()), -1))
    if (places < 0).sum() > LEFT_BEHIND * len(places):
        there = np.flatnonzero(places >= 0)
        totals = kept.totals.moved(rows.vectors, np.flatnonzero(places < 0), shared, by=-1)
        kept = replace(kept, totals=totals)
        rows, places = rows.only(there), places[there]
        numbered, shared = numbered[there], shared[there]
    return _told(replace(kept, rows=rows, passages=numbered, places=places, shared=shared), now)


def _listed(among: ColumnElement[bool]) -> tuple[Numbers, Numbers]:
    """Return the numbers of passages in their order, and of their texts."""
    asked = select(Passage.id, Passage.document_id).where(among)
    passages, owners = map(numbers, columns(asked))
    order = np.argsort(passages)
    return passages[order], owners[order]


def _staying(kept: Corpus, anew: Numbers, passages: Numbers, now: Now) -> Numbers:
    """Return the places that texts have now, row by row; -1 of passages that are gone."""
    moved = np.append(now.catalogue.places_of(kept.catalogue.documents), -1)
    places = moved[kept.places]
    known = kept.catalogue.places_of(anew)
    rows = kept.rows_of(known[known >= 0])
    places[rows[~np.isin(kept.passages[rows], passages)]] = -1
    return places


def _told(corpus: Corpus, now: Now) -> Corpus:
    """Return a corpus with what languages share worked out for what it holds now."""
    places, raw = corpus.places, corpus.raw
    languages = now.languages_at(places)
    shared = now.shared_at(places, languages)
    differing = np.flatnonzero(shared != corpus.shared)
    totals = corpus.totals.moved(raw, differing, corpus.shared, by=-1)
    totals = totals.moved(raw, differing, shared, by=1)
    means = means_of(totals, now.yardstick, now.yardstick.codes)
    counts = np.bincount(places + 1, minlength=len(now.catalogue.documents) + 1)
    return replace(
        corpus,
        catalogue=now.catalogue,
        changes=now.changes,
        languages=languages,
        shared=shared,
        totals=totals,
        means=means,
        lengths=lengths_of(raw, languages, means),
        order=np.argsort(places, kind="stable"),
        starts=np.cumsum(counts),
    )


def _empty(now: Now) -> Corpus:
    dimensions = now.yardstick.dimensions
    totals = nothing(len(now.yardstick.codes), dimensions)
    return Corpus(
        now.catalogue,
        now.changes,
        no_rows(dimensions),
        *(NONE, NONE, NONE, NONE),
        totals,
        totals.sums.astype(np.float32),
        NONE.astype(np.float32),
        NONE,
        np.zeros(len(now.catalogue.documents) + 1, dtype=np.int64),
    )
