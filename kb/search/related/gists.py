"""Gists: where texts stand all in all, so that those of the same matter stand together.

A text has a vector for each of its pieces, and their mean is its gist. Closest pieces would
say less: two texts meet in a turn of phrase while they are about different matters.
"""

from dataclasses import dataclass

import numpy as np

from kb.search.encoder import Encoder
from kb.search.encoder.yardstick import Vectors, unit, yardstick_of
from kb.search.index.catalogue import Mask
from kb.search.index.columns import Numbers
from kb.search.index.means import Floats
from kb.search.index.pieces import pieces_of
from kb.search.index.vectors import Corpus
from kb.search.language.analysis import detect_language
from kb.search.models import Document

MOST_PIECES = 6  # of a text that is being written
COMPARED = 300  # texts whose gists are worked out: the others are far


@dataclass(frozen=True)
class Gist:
    """The gist of a text, among those of the texts that the same model has embedded."""

    vector: Vectors
    corpus: Corpus

    def nearest(self, seen: Mask, most: int) -> tuple[Numbers, Floats]:
        """Return the places of the texts with the nearest gists, nearest first, and cosines.

        Which may be nearest is told by how near their pieces come on average; how near they
        are depends, too, on how far apart the pieces of each stand.
        """
        among = _likeliest(self.corpus.cosines(self.vector), self.corpus, seen)
        closeness: Floats = _gists(among, self.corpus) @ self.vector
        order = np.argsort(-closeness, kind="stable")[:most]
        return among[order], closeness[order]


def gist_of(places: Numbers, corpus: Corpus) -> Gist | None:
    """Return the gist of some texts together; nothing if none has been embedded yet."""
    own = _gists(places, corpus)
    return Gist(unit(own.sum(axis=0)), corpus) if len(own) else None


def gist_of_draft(draft: Document, encoder: Encoder, corpus: Corpus) -> Gist:
    """Return what would be the gist of a document that is being written."""
    pieces = pieces_of(draft)[:MOST_PIECES]
    language = detect_language("\n".join(pieces))
    shared = corpus.means[yardstick_of(encoder).codes.index(language)]
    own: Vectors = unit(encoder.encode_passages(pieces) - shared).mean(axis=0)
    return Gist(unit(own), corpus)


def _likeliest(cosines: Floats, corpus: Corpus, seen: Mask) -> Numbers:
    there = corpus.places >= 0
    owners, size = corpus.places[there], len(seen)
    counts = np.bincount(owners, minlength=size)
    means = np.bincount(owners, cosines[there], minlength=size) / np.maximum(counts, 1)
    among = np.flatnonzero(seen & (counts > 0))
    if len(among) > COMPARED:
        among = among[np.argpartition(-means[among], COMPARED)[:COMPARED]]
    return among


def _gists(places: Numbers, corpus: Corpus) -> Vectors:
    """Return the gist of each text that has been embedded, in their order."""
    rows = corpus.rows_of(places)
    pieces = unit(corpus.raw[rows] - corpus.means[corpus.languages[rows]])
    first = np.flatnonzero(np.diff(corpus.places[rows], prepend=-1))
    return unit(np.add.reduceat(pieces, first, axis=0)) if len(rows) else pieces
