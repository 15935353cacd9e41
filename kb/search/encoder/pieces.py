"""A text as the pieces of words that the model knows: of all ways to cut a word the likeliest.

Every piece has a log probability, and the cut with the largest sum is found from left to right
(a unigram model: Kudo 2018). No piece goes over a space, so each word is cut by itself. It
gives what the library `tokenizers` gives; the pieces stay on the disk as a trie, so that they
take 2 MB instead of 282.
"""

import re
import unicodedata
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from marisa_trie import Trie

from kb.search.encoder.q4 import Vocabulary

TRIE, TOLD = "pieces.trie", "pieces.told"
RECORD = np.dtype([("number", "<i4"), ("score", "<f4")])

INVISIBLE = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028\u2029\ufeff]")
WORD_BEGINS = "\u2581"
MARK = re.compile("</?[a-z]+>")  # a piece that marks a place, and stands for no text
LESS_LIKELY = 10.0  # the unknown, than the least likely piece
LONGEST = 32  # characters; no piece is longer
WORDS_KEPT = 10_000


def write_pieces(vocabulary: Vocabulary, folder: Path) -> None:
    """Write the pieces as a trie, and what is told of each in the trie's own order."""
    every = enumerate(vocabulary.pieces())
    numbers = {piece: number for number, piece in every if not MARK.match(piece)}
    trie = Trie(numbers)
    told = np.empty(len(trie), dtype=RECORD)
    places = np.array([trie[piece] for piece in numbers])
    told["number"][places] = list(numbers.values())
    told["score"] = vocabulary.scores[told["number"]]
    trie.save(str(folder / TRIE))
    told.tofile(folder / TOLD)


class Pieces:
    """The pieces of a vocabulary, by their numbers."""

    def __init__(self, folder: Path, *, unknown: int) -> None:
        """Open the pieces that were written into a folder."""
        told = np.fromfile(folder / TOLD, dtype=RECORD)
        self._trie = Trie().mmap(str(folder / TRIE))
        self._numbers = array("i", told["number"].astype(np.intc).tobytes())
        self._scores = array("f", told["score"].tobytes())
        self._unknown = unknown
        self._unlikely = float(told["score"].min()) - LESS_LIKELY
        self._cut = lru_cache(maxsize=WORDS_KEPT)(self._likeliest)

    def numbers_of(self, text: str) -> list[int]:
        """Return the numbers of a text's pieces in order."""
        words = INVISIBLE.sub(" ", unicodedata.normalize("NFKC", text)).split()
        return [number for word in words for number in self._cut(WORD_BEGINS + word)]

    def _likeliest(self, word: str) -> tuple[int, ...]:
        """Return the best cut: each end is reached from where it is likeliest to come."""
        ends = [(0.0, 0, 0)] + [(float("-inf"), 0, self._unknown)] * len(word)
        for start in range(len(word)):
            so_far = ends[start][0]
            for end, number, score in self._steps(word, start):
                if so_far + score > ends[end][0]:
                    ends[end] = (so_far + score, start, number)
        return tuple(self._followed_back(ends))[::-1]

    def _steps(self, word: str, start: int) -> Iterator[tuple[int, int, float]]:
        begun = list(self._trie.iter_prefixes_with_ids(word[start : start + LONGEST]))
        if not begun or len(begun[0][0]) > 1:
            yield start + 1, self._unknown, self._unlikely
        for piece, place in begun:
            yield start + len(piece), self._numbers[place], self._scores[place]

    def _followed_back(self, ends: list[tuple[float, int, int]]) -> Iterator[int]:
        end, former = len(ends) - 1, -1
        while end:
            _, end, number = ends[end]
            if (number, former) != (self._unknown, self._unknown):
                yield number  # unknown characters in a row are one unknown piece
            former = number
