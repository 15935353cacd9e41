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

from kb.search.encoder.yardstick import Vectors
from kb.search.index.catalogue import Catalogue, Mask
from kb.search.index.columns import Numbers
from kb.search.index.lexical import Floats, Match
from kb.search.index.vectors import Corpus
from kb.search.ranking.closeness import Closeness
from kb.search.reading.asked import Asked

Languages = NDArray[np.str_]

# Weighed on the open demo questions, SQuAD in two languages and handbooks, November 2026.
WORDS, EVERY_WORD = 0.35, 0.15
PART = 0.4  # a part of a compound is less than the word
LEVEL = 0.4

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


def weighed(words: Words, closeness: Closeness | None, languages: Languages) -> Floats:
    """Return what speaks for each text, all in all."""
    told = WORDS * words.strength + EVERY_WORD * (words.share > 1 - 1e-9)
    if closeness is None:
        return told
    cosine = closeness.cosine
    known = cosine[np.isfinite(cosine)]
    # A text that still waits for its vectors is taken to be neither near nor far.
    filled = np.where(np.isfinite(cosine), cosine, known.mean() if len(known) else 0)
    return filled + told + _levelling(filled, told, languages)


def _levelling(close: Floats, told: Floats, languages: Languages) -> Floats:
    """Return what languages are raised by whose best gains less from its words than another's.

    Words speak for texts in the question's own language only: they say which of them answers,
    closeness says more truly which language the answer is in.
    """
    raised: Floats = np.zeros(len(told))
    for language in np.unique(languages):
        mine = languages == language
        raised[mine] = close[mine].max() - (close + told)[mine].max()
    raised -= raised.min(initial=0)
    return LEVEL * raised


def _telling(often: Numbers, texts: int) -> NDArray[np.bool_]:
    telling: NDArray[np.bool_] = often <= TOO_COMMON * texts
    if texts < ENOUGH_TO_TELL or not telling.any():
        return np.ones(len(often), dtype=np.bool_)
    return telling
