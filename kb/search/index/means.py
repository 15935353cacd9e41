"""What the passages of a language share: their mean, kept true as texts come and go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kb.search.encoder.yardstick import Vectors, Yardstick
from kb.search.index.columns import Numbers

Floats = NDArray[np.float32]

ENOUGH_FOR_A_MEAN = 30
STRETCH = 1_024  # rows


@dataclass(frozen=True, eq=False)
class Totals:
    """By language, the sum of the passages that everybody may find, and how many there are.

    So a text that one may not see moves nothing that one sees.
    """

    sums: NDArray[np.float64]
    counts: Numbers

    def moved(self, raw: Vectors, rows: Numbers, shared: Numbers, *, by: int) -> "Totals":
        """Return the totals with some rows come (by 1) or gone (by -1), those that count."""
        codes, rows = np.arange(len(self.counts)), rows[shared[rows] >= 0]
        sums, counts = self.sums.copy(), self.counts.copy()
        for start, end in _stretches(len(rows)):
            some = rows[start:end]
            told = shared[some] == codes[:, None]
            sums += by * (told.astype(np.float32) @ raw[some])
            counts += by * told.sum(axis=1)
        return Totals(sums, counts)


def nothing(languages: int, dimensions: int) -> Totals:
    """Return the totals of no passages."""
    return Totals(np.zeros((languages, dimensions)), np.zeros(languages, dtype=np.int64))


def means_of(totals: Totals, yardstick: Yardstick, codes: Sequence[str]) -> Vectors:
    """Return what the passages of each language share.

    While they are few, what is expected of them counts too: the mean of the other languages'
    passages, moved as questions move between the languages.
    """
    sums, counts = totals.sums, totals.counts
    means = np.empty_like(sums, dtype=np.float32)
    for code, language in enumerate(codes):
        others = [other for other in range(len(codes)) if other != code and counts[other]]
        expected = sums.sum(axis=0) / max(counts.sum(), 1)
        if others:
            shift = yardstick.ordinary[language] - yardstick.ordinary[codes[others[0]]]
            expected = sums[others[0]] / counts[others[0]] + shift
        means[code] = (sums[code] + ENOUGH_FOR_A_MEAN * expected) / (
            counts[code] + ENOUGH_FOR_A_MEAN
        )
    return means


def lengths_of(raw: Vectors, languages: Numbers, means: Vectors) -> Floats:
    """Return how long each vector, raw of length one, is without what its language shares."""
    return _lengths(np.stack([raw @ mean for mean in means], axis=1), languages, means)


def cosines_with(question: Vectors, raw: Vectors, languages: Numbers, means: Vectors) -> Floats:
    """Return how close vectors come to a question, without what languages share."""
    dots = raw @ np.vstack([question, means]).T
    cosines: Floats = dots[:, 0] - (means @ question)[languages]
    return cosines / _lengths(dots[:, 1:], languages, means)


def _lengths(shared: Floats, languages: Numbers, means: Vectors) -> Floats:
    own = np.take_along_axis(shared, languages[:, None], axis=1)[:, 0]
    squares = (means * means).sum(axis=1)[languages]
    lengths: Floats = np.sqrt(np.maximum(1 - 2 * own + squares, 1e-12))
    return lengths


def _stretches(rows: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + STRETCH, rows)) for start in range(0, rows, STRETCH))
