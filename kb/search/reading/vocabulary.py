"""The words of the index as they are written, kept at hand, and how many texts hold them."""

import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from threading import Lock
from time import perf_counter

from sqlalchemy import Select, column, func, select, table

from kb.foundation.db import session
from kb.search.index import lexical
from kb.search.index.readers import Sight
from kb.search.language.words import undotted

SHORTEST, LONGEST = 3, 40  # letters
ENOUGH = 20  # texts: a word that more of them hold is no likelier to be meant
QUICK, REST = 0.05, 50  # words that took longer to read rest for fifty times as long

VOCABULARY = table("search_vocabulary", column("term"), column("col"))
STRUCTURE = table("search_words_data", column("id"), column("block"))
NOTHING = '""'  # a phrase of no words, which no text holds
STRUCTURE_ROW = 10  # FTS5 writes it anew whenever a word of the index changes

Version = tuple[object, bytes]


@dataclass(frozen=True)
class Vocabulary:
    """Every word of the index as it is written, whoever may see it; shorter before longer."""

    version: Version
    words: tuple[str, ...]
    until: float = 0.0

    def about_as_long(self, word: str, letters: int) -> Sequence[str]:
        """Return the words that are at most so many letters shorter or longer."""
        first = bisect_left(self.words, len(word) - letters, key=len)
        return self.words[first : bisect_right(self.words, len(word) + letters, key=len)]

    @cached_property
    def shapes(self) -> frozenset[tuple[str, ...]]:
        """Return every three letters that follow one another; of a beginning and end, too."""
        return shapes_of(" ".join(self.words))

    @cached_property
    def dotted(self) -> Mapping[str, Sequence[str]]:
        """Return the words with dots, by what they are without."""
        found: dict[str, list[str]] = {}
        for word in self.words:
            plain = undotted(word)
            if plain != word:
                found.setdefault(plain, []).append(word)
        return found


_kept: list[Vocabulary] = [Vocabulary((None, b""), ())]
_reading = Lock()


def vocabulary() -> Vocabulary:
    """Return the words of the index; of a large one, as they were a little while ago."""
    version = (session.get_bind(), session.execute(_structure()).scalar_one())
    with _reading:
        kept = _kept[0]
        same_house = kept.version[0] is version[0]
        if kept.version != version and not (same_house and perf_counter() < kept.until):
            _kept[0] = kept = _read(version)
    return kept


def held(expressions: Sequence[str], sight: Sight) -> list[int]:
    """Return how many texts one may see hold what each expression asks; 20 is most."""
    return lexical.held(expressions, sight.flags, ENOUGH) if expressions else []


def held_of_each(offered: Sequence[Sequence[str]], most: int, sight: Sight) -> list[list[int]]:
    """Return the same for what is offered in place of each word: ``most`` of every one.

    Where less is offered, the rest is asked for as well: as many rows are read whether or not
    there is a word that one may not see.
    """
    padded = [one for each in offered for one in (*each, *[NOTHING] * (most - len(each)))]
    numbers = held(padded, sight)
    return [numbers[at * most :][: len(each)] for at, each in enumerate(offered)]


def shapes_of(text: str) -> frozenset[tuple[str, ...]]:
    """Return every three letters that follow one another, a space before and after."""
    padded = f" {text} "
    return frozenset(zip(padded, padded[1:], padded[2:], strict=False))


def _read(version: Version) -> Vocabulary:
    begun = perf_counter()
    words: list[str] = json.loads(session.execute(_words()).scalar_one())
    fit = (word for word in words if word.isalpha() and len(word) <= LONGEST)
    known = tuple(sorted(fit, key=len))
    took = perf_counter() - begun
    return Vocabulary(version, known, begun + (REST * took if took > QUICK else 0))


@cache
def _words() -> Select[str]:
    # In one row, so that no number of rows tells how many words there are.
    written = VOCABULARY.c.col == "surface"
    long = func.length(VOCABULARY.c.term) >= SHORTEST
    return select(func.json_group_array(VOCABULARY.c.term)).where(written, long)


@cache
def _structure() -> Select[bytes]:
    return select(STRUCTURE.c.block).where(STRUCTURE.c.id == STRUCTURE_ROW)
