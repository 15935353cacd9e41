"""How close texts come to a question in meaning: all in all, and by what says it best.

A situation is recognised by all that is said of it, a fact stands in one sentence. The more
passages a text has, the more their mean tells; of a text of two, what comes closest tells more.
"""

from dataclasses import dataclass

import numpy as np

from kb.search.encoder.yardstick import Meant, Vectors, unit
from kb.search.index.columns import Numbers
from kb.search.index.means import Floats
from kb.search.index.vectors import Corpus, Pieces
from kb.search.ranking.sentences import sentences_of

# Weighed on the open demo questions, SQuAD in two languages, handbooks, manuals, paraphrases.
CLOSEST = 6  # what comes closest counts as much as so many passages
FLOOR = -0.32  # not farther than this behind matters that lead elsewhere, and it fits


@dataclass(frozen=True)
class Closeness:
    """Of each text: how close it comes in meaning, and by which passage; -inf if not known."""

    cosine: Floats
    passage: Numbers

    def fits(self, meant: Meant, row: int) -> bool:
        """Say whether a text is about as near as matters that lead elsewhere."""
        return bool(self.cosine[row] - meant.elsewhere >= FLOOR)

    def seen_closer(self, rows: Numbers, closer: "Closeness") -> "Closeness":
        """Return the same, with what a closer look has told of some."""
        cosine, passage = self.cosine.copy(), self.passage.copy()
        cosine[rows], passage[rows] = closer.cosine, closer.passage
        return Closeness(cosine, passage)


def closeness_of(places: Numbers, passages: Pieces) -> Closeness:
    """Return how close the texts at ``places`` come, as far as their passages tell."""
    owners, order, first = _by_text(places, passages)
    cosines = passages.cosines[order]
    whole = np.zeros(len(places), dtype=np.float32)
    if len(first):
        counts = np.diff(first, append=len(owners))
        whole[owners[first]] = np.add.reduceat(cosines, first) / counts
    return _together(places, whole, passages, passages)


def closer_look(places: Numbers, corpus: Corpus, meant: Meant) -> Closeness:
    """Return the same of a few, each text taken as one, and every sentence looked at.

    Passages that say the same from several sides lie about what the text is about: their mean
    is nearer to it than each. Questions for a fact are asked of the single pieces.
    """
    rows = corpus.rows_of(places)
    raw, languages = corpus.raw[rows], corpus.languages[rows]
    passages = Pieces(
        corpus.places[rows],
        corpus.passages[rows],
        corpus.cosines_of(raw, languages, meant.fact),
    )
    whole = np.zeros(len(places), dtype=np.float32)
    owners = np.searchsorted(places, passages.places)
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(first):
        counts = np.diff(first, append=len(owners)).astype(np.float32)
        means: Vectors = np.add.reduceat(raw, first, axis=0)
        means /= counts[:, None]
        whole[owners[first]] = unit(means - corpus.means[languages[first]]) @ meant.vector
    every = passages + sentences_of(places, corpus, meant.fact)
    return _together(places, whole, passages, every)


def _together(places: Numbers, whole: Floats, passages: Pieces, every: Pieces) -> Closeness:
    """Weigh texts as wholes against the closest of all their pieces."""
    owners = np.searchsorted(places, passages.places)
    count = np.bincount(owners, minlength=len(places)).astype(np.float32)
    closest = np.full(len(places), -np.inf, dtype=np.float32)
    passage = np.zeros(len(places), dtype=np.int64)
    owners, order, first = _by_text(places, every)
    closest[owners[first]] = every.cosines[order[first]]
    passage[owners[first]] = every.passages[order[first]]
    return Closeness((count * whole + CLOSEST * closest) / (count + CLOSEST), passage)


def _by_text(places: Numbers, pieces: Pieces) -> tuple[Numbers, Numbers, Numbers]:
    """Return owners and order of the pieces, closest first in each text, and each's first."""
    owners = np.searchsorted(places, pieces.places)
    order = np.lexsort((-pieces.cosines, owners))
    owners = owners[order]
    return owners, order, np.flatnonzero(np.diff(owners, prepend=-1))
