"""What is typed so far: the beginnings of words, and where a text has such words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from typing import Self
from unicodedata import normalize

from kb.search.forms import LONGEST_QUESTION
from kb.search.language.lexicon import base_form
from kb.search.language.words import FINNISH_LETTERS, WITH_DOTS, undotted
from kb.search.reading.terms import is_function_word
from kb.search.results.highlights import Fragment

WORD = re.compile(r"[^\W_]+")
SHORTEST = 2  # letters: fewer begin everything
MOST_WORDS = 8
PART = 3  # letters by which a later part of a compound is known


@dataclass(frozen=True)
class Beginning:
    """A word as far as it is typed, and the base forms it has if it is whole already."""

    letters: str
    lemmas: frozenset[str]

    def place_in(self, word: str) -> tuple[int, int]:
        """Return from where to where a word says what is typed; the same if nowhere."""
        whole = self._as_typed(word)
        at = whole.find(self.letters)
        if at == 0 or (at > 0 and len(self.letters) >= PART):
            return at, at + len(self.letters)
        is_another_form = not self.lemmas.isdisjoint(_base_forms(spelling(word)))
        return 0, _alike(whole, self.letters) if is_another_form else 0

    def _as_typed(self, word: str) -> str:
        """Return a word with its dots, unless none were typed: then they are not asked for."""
        plain = undotted(self.letters) == self.letters
        return undotted(spelling(word)) if plain else spelling(word)


@dataclass(frozen=True)
class Typed:
    """What stands in a search box while somebody writes into it."""

    text: str
    words: tuple[Beginning, ...]

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a box; function words count only while they may still become other words."""
        asked = normalize("NFC", " ".join(text.split())[:LONGEST_QUESTION])
        found = [word for word in map(spelling, WORD.findall(asked)) if len(word) >= SHORTEST]
        telling = [word for word in found[:-1] if not is_function_word(word)] + found[-1:]
        kept = list(dict.fromkeys(telling))[:MOST_WORDS]
        return cls(asked, tuple(Beginning(word, _whole(word)) for word in kept))

    def is_in(self, text: str) -> bool:
        """Say whether every word typed begins a word of a text, in whatever order."""
        words = _words(text)
        return all(f" {one.letters}" in words for one in self.words)

    def marked(self, text: str) -> tuple[Fragment, ...]:
        """Part a text at what was typed of its words."""
        fragments, at = [], 0
        for start, end in self._places(text):
            fragments += [Fragment(text[at:start]), Fragment(text[start:end], marked=True)]
            at = end
        return tuple(one for one in (*fragments, Fragment(text[at:])) if one.text)

    def _places(self, text: str) -> Iterator[tuple[int, int]]:
        for word in WORD.finditer(text):
            places = [one.place_in(word[0]) for one in self.words]
            start, end = max(places, key=lambda place: place[1] - place[0], default=(0, 0))
            if end:
                yield word.start() + start, word.start() + end


@lru_cache(maxsize=60_000)
def spelling(text: str) -> str:
    """Return a text letter for letter as it is compared: small, no accents but Finnish dots."""
    return "".join(c if c in FINNISH_LETTERS else normalize("NFKD", c)[0] for c in text.lower())


@lru_cache(maxsize=20_000)
def _words(text: str) -> str:
    """Return a text's words, each after a space: as they are spelled, then without dots."""
    words = " ".join(WORD.findall(spelling(text)))
    return f" {words} {undotted(words)}"


def _alike(one: str, other: str) -> int:
    """Count the letters with which two words begin alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _whole(word: str) -> frozenset[str]:
    return _base_forms(word) | _base_forms(word.translate(WITH_DOTS))


def _base_forms(word: str) -> frozenset[str]:
    return frozenset(filter(None, (base_form(word), base_form(word, "en"))))
