"""How well each text answers: closeness of meaning and words found, weighed together.

Both are measured per question: closeness as the cosine of corrected vectors, words as the
mean of BM25, of each word as a share of the best, each word weighing by how rare it is, times
the share of the question that was found. So a word match without real evidence moves little
(a convex combination: Bruch, Gai & Ingber 2023).
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder.yardstick import Meant, Vectors
from kb.search.index.catalogue import Catalogue, Mask
from kb.search.index.columns import Numbers
from kb.search.index.lexical import Floats, Match
from kb.search.index.vectors import Corpus, Pieces
from kb.search.reading.asked import Asked

Languages = NDArray[np.str_]

# Weighed on the open demo questions, SQuAD in two languages and handbooks, November 2026.
BEST_PIECES, ALL_IN_ALL = 5, 0.7  # the mean of these counts, and its closest piece the rest
WORDS, EVERY_WORD = 0.3, 0.15
PART = 0.4  # a part of a compound is less than the word
LEVEL, ENOUGH_IN_A_LANGUAGE = 0.5, 30
FLOOR = -0.35  # not farther than this behind matters that lead elsewhere, and it fits

TOO_COMMON, ENOUGH_TO_TELL = 0.2, 50
STRONGEST = 1_000  # texts that are looked at for their words alone
NEAREST = 3_000  # passages from which the closest texts are taken


@dataclass(frozen=True)
class Words:
    """Of each text at ``places``: the share of the question it holds, and how strongly."""

    places: Numbers
    share: Floats
    strength: Floats

    def at(self, places: Numbers) -> "Words":
        """Return the same of other texts; those that hold nothing have nothing."""
        if not len(self.places):
            return Words(places, *np.zeros((2, len(places))))
        rows = np.searchsorted(self.places, places).clip(max=len(self.places) - 1)
        there = self.places[rows] == places
        share, strength = self.share[rows], self.strength[rows]
        return Words(places, np.where(there, share, 0), np.where(there, strength, 0))


@dataclass(frozen=True)
class Closeness:
    """Of each text: how close it comes in meaning, and by which passage; -inf if not known."""

    cosine: Floats
    passage: Numbers

    def fits(self, meant: Meant, row: int) -> bool:
        """Say whether a text is about as near as matters that lead elsewhere."""
        return bool(self.cosine[row] - meant.elsewhere >= FLOOR)


def seen_only(match: Match, catalogue: Catalogue, seen: Mask) -> Match:
    """Return a match by the places of texts, those alone that one may find."""
    places = catalogue.places_of(match.documents)
    kept = (places >= 0) & seen[places]
    return Match(places[kept], match.scores[kept])


def words_in(asked: Asked, found: Sequence[Match], texts: int) -> Words:
    """Weigh which words of the question texts hold; common words tell nothing.

    What was found is by the places of the ``texts`` one may find.
    """
    expressions = found[: 2 * len(asked.words)]
    places = np.unique(np.concatenate([match.documents for match in expressions]))
    held = np.zeros((len(asked.words), 2, len(places)))
    for number, match in enumerate(expressions):
        held[*divmod(number, 2), np.searchsorted(places, match.documents)] = match.scores
    often = np.array([len(match.documents) for match in expressions[::2]])
    telling = _telling(often, texts)
    held, often = held[telling], often[telling]
    rarity = np.log(1 + texts / (1 + often))
    weight = rarity / max(rarity.sum(), 1e-9)
    has = np.maximum(held[:, 0] > 0, PART * (held[:, 1] > 0))
    scores = held[:, 0] + PART * held[:, 1]
    scores /= np.maximum(scores.max(axis=1, keepdims=True, initial=0), 1e-9)
    share = weight @ has
    return Words(places, share, share * (weight @ scores))


def strongest(words: Words) -> Numbers:
    """Return the places of the texts that hold most of the question."""
    if len(words.places) <= STRONGEST:
        return words.places
    return np.sort(words.places[np.argpartition(-words.strength, STRONGEST)[:STRONGEST]])


def nearest(corpus: Corpus, cosines: Vectors, seen: Mask) -> Numbers:
    """Return the places of the texts whose passages come closest, among those seen alone."""
    rows = np.flatnonzero((corpus.places >= 0) & seen[corpus.places])
    if len(rows) > NEAREST:
        rows = rows[np.argpartition(-cosines[rows], NEAREST)[:NEAREST]]
    return np.unique(corpus.places[rows])


def closeness_of(places: Numbers, passages: Pieces, sentences: Pieces | None) -> Closeness:
    """Return how close the texts at ``places`` come: all in all, and by what comes closest.

    A situation is recognised by all that is said of it: the mean of a text's closest passages.
    A fact stands in one sentence: the closest of its passages and sentences.
    """
    owners, order, first = _by_text(places, passages)
    cosines = passages.cosines[order]
    count = np.diff(first, append=len(owners))
    rank = np.arange(len(owners)) - np.repeat(first, count)
    # One piece may be beside the matter: a title can say little.
    best = rank < np.repeat((count - 1).clip(1, BEST_PIECES), count)
    mean, closest = np.full((2, len(places)), -np.inf)
    passage = np.zeros(len(places), dtype=np.int64)
    if len(first):
        totals = np.add.reduceat(np.where(best, cosines, 0), first)
        mean[owners[first]] = totals / np.add.reduceat(best.astype(np.int64), first)
    every = passages + sentences if sentences else passages
    owners, order, first = _by_text(places, every)
    closest[owners[first]] = every.cosines[order[first]]
    passage[owners[first]] = every.passages[order[first]]
    return Closeness(ALL_IN_ALL * mean + (1 - ALL_IN_ALL) * closest, passage)


def _by_text(places: Numbers, pieces: Pieces) -> tuple[Numbers, Numbers, Numbers]:
    """Return owners and order of the pieces, closest first in each text, and each's first."""
    owners = np.searchsorted(places, pieces.places)
    order = np.lexsort((-pieces.cosines, owners))
    owners = owners[order]
    return owners, order, np.flatnonzero(np.diff(owners, prepend=-1))


def weighed(words: Words, closeness: Closeness | None, languages: Languages) -> Floats:
    """Return what speaks for each text, all in all."""
    told = WORDS * words.strength + EVERY_WORD * (words.share > 1 - 1e-9)
    if closeness is None:
        return told
    cosine = closeness.cosine
    known = cosine[np.isfinite(cosine)]
    # A text that still waits for its vectors is taken to be neither near nor far.
    filled = np.where(np.isfinite(cosine), cosine, known.mean() if len(known) else 0)
    return _levelled(filled + told, languages)


def _levelled(scores: Floats, languages: Languages) -> Floats:
    """Bring the best of each language nearer to the best of all.

    Words speak for texts in the question's own language only, and the vectors of one language
    stand together. The fewer texts of a language are considered, the less their best is raised.
    """
    levelled = scores.copy()
    for language in np.unique(languages):
        mine = languages == language
        sure = mine.sum() / (mine.sum() + ENOUGH_IN_A_LANGUAGE)
        levelled[mine] += LEVEL * sure * (scores.max() - scores[mine].max())
    return levelled


def _telling(often: Numbers, texts: int) -> NDArray[np.bool_]:
    telling: NDArray[np.bool_] = often <= TOO_COMMON * texts
    if texts < ENOUGH_TO_TELL or not telling.any():
        return np.ones(len(often), dtype=np.bool_)
    return telling
