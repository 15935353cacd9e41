"""How well each document answers: closeness of meaning and words found, weighed together.

Both are measured per question: closeness as the cosine of corrected vectors, words as the
share of the question that was found, each word weighing by how rare it is, times BM25. So a
word match without real evidence moves nothing (a convex combination: Bruch, Gai & Ingber 2023).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.asked import Asked
from kb.search.lexical import Match
from kb.search.vectors import Corpus, Numbers
from kb.search.yardstick import Meant, Vectors

Floats = NDArray[np.float64]

# Weighed on the sixty open demo questions and on SQuAD in two languages, 2026.
BEST_PIECES = 5
WORDS, EVERY_WORD = 0.1, 0.15
PART = 0.4  # a part of a compound is less than the word
FLOOR = -0.14  # not farther than this behind the nearest matter elsewhere, and it fits

TOO_COMMON, ENOUGH_TO_TELL = 0.2, 50


@dataclass(frozen=True)
class Words:
    """Of each document: the share of the question it holds, and how strongly."""

    share: Floats
    strength: Floats


@dataclass(frozen=True)
class Closeness:
    """Of each document: how close it comes in meaning, all in all and at its closest."""

    cosine: Floats
    nearest: Floats
    passage: Numbers

    def fits(self, meant: Meant, place: int) -> bool:
        """Say whether a document is about as near as the nearest matter elsewhere."""
        return bool(self.nearest[place] - meant.elsewhere >= FLOOR)


def words_in(documents: Numbers, asked: Asked, matches: Sequence[Match]) -> Words:
    """Weigh which words of the question each document holds; common words tell nothing."""
    found = np.zeros((len(asked.words), 2, len(documents)))
    for match in matches:
        word, part = divmod(match.expression, 2)
        if word < len(asked.words):
            found[word, part, np.searchsorted(documents, match.document_id)] = match.score
    found = found[_telling(found[:, 0])]
    held = np.maximum(found[:, 0] > 0, PART * (found[:, 1] > 0))
    rarity = np.log(1 + len(documents) / (1 + (found[:, 0] > 0).sum(axis=1)))
    share = rarity @ held / max(rarity.sum(), 1e-9)
    score = (found[:, 0] + PART * found[:, 1]).sum(axis=0)
    return Words(share, np.sqrt(share * score / max(score.max(initial=0), 1e-9)))


def closeness_of(documents: Numbers, corpus: Corpus, meant: Meant) -> Closeness:
    """Return the mean cosine of each document's closest pieces, among ``documents`` only."""
    seen = np.isin(corpus.documents, documents)
    cosines = corpus.corrected @ meant.vector
    return _by_document(documents, corpus.documents[seen], corpus.passages[seen], cosines[seen])


def weighed(words: Words, closeness: Closeness | None) -> Floats:
    """Return what speaks for each document, all in all."""
    cosine = closeness.cosine if closeness else np.zeros_like(words.share)
    known = cosine[np.isfinite(cosine)]
    # A text that still waits for its vectors is taken to be neither near nor far.
    filled = np.where(np.isfinite(cosine), cosine, known.mean() if len(known) else 0)
    return filled + WORDS * words.strength + EVERY_WORD * (words.share > 1 - 1e-9)


def _telling(found: Floats) -> NDArray[np.bool_]:
    often = (found > 0).mean(axis=1) if found.shape[1] else np.zeros(len(found))
    telling: NDArray[np.bool_] = often <= TOO_COMMON
    if found.shape[1] < ENOUGH_TO_TELL or not telling.any():
        return np.ones(len(found), dtype=np.bool_)
    return telling


def _by_document(
    documents: Numbers, owners: Numbers, passages: Numbers, cosines: Vectors
) -> Closeness:
    cosine, nearest = np.full((2, len(documents)), -np.inf)
    passage = np.zeros(len(documents), dtype=np.int64)
    order = np.lexsort((-cosines, owners))
    owners, passages, cosines = owners[order], passages[order], cosines[order]
    first = np.flatnonzero(np.diff(owners, prepend=-1))
    if len(first):
        rank = np.arange(len(owners)) - np.repeat(first, np.diff(first, append=len(owners)))
        best = rank < BEST_PIECES
        places = np.searchsorted(documents, owners[first])
        totals = np.add.reduceat(np.where(best, cosines, 0), first)
        cosine[places] = totals / np.add.reduceat(best.astype(np.int64), first)
        nearest[places], passage[places] = cosines[first], passages[first]
    return Closeness(cosine, nearest, passage)
