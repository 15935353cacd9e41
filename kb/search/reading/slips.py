"""Slips of the fingers: the words that a mistyped one may have been meant for."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA, Postfix, Prefix

from kb.search.index.lexical import any_of, exactly
from kb.search.language.lexicon import base_form
from kb.search.language.words import is_known, lemmas_of
from kb.search.reading.vocabulary import Vocabulary, shapes_of

LETTERS = "abcdefghijklmnopqrstuvwxyzåäö"
KEYS = ("qwertyuiopå", "asdfghjklöä", "zxcvbnm")
DOTS = {"a": "ä", "o": "ö", "ä": "a", "ö": "o"}
MOST = 24  # words one may have been meant for
LONG = 6  # letters: only in a word as long two slips leave enough of it


@dataclass(frozen=True)
class Candidate:
    """A word that may be meant: of the texts, or of a dictionary only."""

    word: str
    slips: int
    only_listed: bool
    unusual: bool

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """Return how unlikely it is to be meant."""
        return self.slips, self.unusual, self.only_listed

    @property
    def expression(self) -> str:
        """Return what asks the index for it."""
        return any_of(lemmas_of(self.word)) if self.only_listed else exactly(self.word)


def meant_by(typed: str, known: Vocabulary) -> list[Candidate]:
    """Return what a word that nobody knows may have been meant for, likeliest first."""
    most = 2 if len(typed) >= LONG else 1
    alike = known.about_as_long(typed, most)
    near = process.extract(typed, alike, scorer=OSA.distance, score_cutoff=most, limit=MOST)
    written = {one: slips for one, slips, _ in near if slips}
    found = dict.fromkeys(_listed(typed, known), 1) | written
    found |= dict.fromkeys(known.dotted.get(typed, ()), 0)
    every = (
        Candidate(one, slips, slips == 1 and one not in written, not is_usual(typed, one))
        for one, slips in found.items()
    )
    return sorted(every, key=lambda one: (one.rank, one.word))[:MOST]


def is_usual(typed: str, meant: str) -> bool:
    """Say whether one slip leads there that fingers often make.

    A letter left out or doubled, two swapped, the key beside it, or dots left out.
    """
    begun = Prefix.similarity(typed, meant)
    ended = Postfix.similarity(typed[begun:], meant[begun:])
    wrong, right = typed[begun : len(typed) - ended], meant[begun : len(meant) - ended]
    if not right:
        return wrong in {typed[begun - 1 : begun], typed[begun + 1 : begun + 2]}
    if len(wrong) == len(right) == 1:
        return right in BESIDE.get(wrong, "")
    return not wrong or wrong == right[::-1]


def _listed(typed: str, known: Vocabulary) -> Iterator[str]:
    """Yield the words of a dictionary that one usual slip makes this, shaped like ours."""
    if len(typed) < LONG or is_known(typed):
        return
    for word in dict.fromkeys(_mended(typed)):
        if known.shapes >= shapes_of(word) and (base_form(word) or base_form(word, "en")):
            yield word


def _mended(typed: str) -> Iterator[str]:
    for at in range(len(typed) + 1):
        before, after = typed[:at], typed[at:]
        yield from (before + letter + after for letter in LETTERS)
        yield from (before + letter + after[1:] for letter in BESIDE.get(after[:1], ""))
        yield before + after[1:]
        yield before + after[1:2] + after[:1] + after[2:]


def _beside() -> Iterator[tuple[str, str]]:
    for row, keys in enumerate(KEYS):
        for at, key in enumerate(keys):
            around = (KEYS[row - 1][at : at + 2] if row else "", keys[max(at - 1, 0) : at + 2])
            below = KEYS[row + 1][max(at - 1, 0) : at + 1] if row + 1 < len(KEYS) else ""
            dots = DOTS.get(key, "")
            yield key, "".join({*around[0], *around[1], *below, *dots} - {key})


BESIDE = dict(_beside())
