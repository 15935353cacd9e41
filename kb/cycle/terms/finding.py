"""Finding the glossary's words in a text, however they are inflected.

A glossary is compiled once for each version of it: every name of a term, Finnish or English,
recommended or not, by the base forms of its first word.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from kb.context.glossary.models import Term
from kb.foundation.markdown import Explained
from kb.search.language.words import lemmas_of

WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011'\u2019:][^\W_]+)*")
APART = re.compile(r"[\s\u2013]*")  # what may stand between the words of one name
LONGEST_MEANING = 300

Forms = frozenset[str]
Name = tuple[tuple[Forms, ...], int]
Place = tuple[re.Match[str], Forms]


@dataclass(frozen=True)
class Meaning:
    """A term as it is explained in one language."""

    name: str
    words: str
    language: str


@dataclass(frozen=True)
class Lexicon:
    """A glossary's names by the base forms of their first words, and what each means."""

    names: Mapping[str, Sequence[Name]]
    meanings: Mapping[int, Meaning]

    def explained(self, text: str, seen: set[int]) -> list[Explained]:
        """Return where terms not in ``seen`` stand in ``text``; they are seen from then on."""
        return list(self._found(text, seen))

    def _found(self, text: str, seen: set[int]) -> Iterator[Explained]:
        places = [(word, forms_of(word[0])) for word in WORD.finditer(text)]
        at = 0
        while at < len(places):
            length, number = self._name_at(places, at, text)
            if length and number not in seen:
                seen.add(number)
                meaning = self.meanings[number]
                begins, ends = places[at][0].start(), places[at + length - 1][0].end()
                told = meaning.name, meaning.words, meaning.language
                yield Explained(begins, ends, number, *told)
            at += length or 1

    def _name_at(self, places: Sequence[Place], at: int, text: str) -> tuple[int, int]:
        """Return the length in words of the longest name there, and whose it is."""
        firsts = {name for form in places[at][1] for name in self.names.get(form, ())}
        fitting = [(len(words), n) for words, n in firsts if _fits(words, places[at:], text)]
        return max(fitting, default=(0, 0))


def compiled(terms: Sequence[Term], language: str) -> Lexicon:
    """Return the lexicon of a glossary, explained in ``language``."""
    names: dict[str, list[Name]] = defaultdict(list)
    meanings = {}
    for term in terms:
        words = term.meaning_in(language)
        short = words if len(words) <= LONGEST_MEANING else words[:LONGEST_MEANING] + "…"
        told_in = "en" if language == "en" and term.english_definition else "fi"
        meanings[term.id] = Meaning(term.name_in(language), short, told_in)
        for called in (term.term, *term.other_words):
            forms = tuple(_forms_of_name(word[0]) for word in WORD.finditer(called))
            for form in forms[0] if forms else ():
                names[form].append((forms, term.id))
    return Lexicon(names, meanings)


@lru_cache(maxsize=40_000)
def forms_of(word: str) -> Forms:
    """Return the base forms of a whole word; one with a hyphen is more than its pieces."""
    found = lemmas_of(word)
    if "-" not in word:
        return frozenset(found)
    pieces = (lemmas_of(piece)[:1] for piece in word.split("-"))
    return frozenset({*found[:1], "-".join(first for piece in pieces for first in piece)})


def _forms_of_name(word: str) -> Forms:
    """Return what a word of a name is found by: itself, where that is a base form already.

    So a learner (oppija) is not found in learning (oppia), which has the same other reading.
    """
    forms, own = forms_of(word), word.casefold()
    return frozenset({own}) if own in forms else forms


def _fits(words: Sequence[Forms], places: Sequence[Place], text: str) -> bool:
    there = places[: len(words)]
    if len(there) < len(words) or any(
        not forms & known for forms, (_, known) in zip(words, there, strict=True)
    ):
        return False
    between = (text[one.end() : other.start()] for (one, _), (other, _) in pairwise(there))
    return all(APART.fullmatch(gap) for gap in between)
