"""The base forms under which one word, as it was written, is found."""

import re
from collections.abc import Iterator
from functools import lru_cache
from unicodedata import combining, normalize

import snowballstemmer

from kb.search.language.compounds import compound_lemma
from kb.search.language.inflection import (
    behind,
    family_form,
    homographs,
    inferred_noun,
    inferred_verb,
    without_endings,
)
from kb.search.language.lexicon import base_form, is_base_form

LONGEST_WORD = 60
LONGEST_UNDOTTED = 40
SEPARATOR = re.compile(r"[-\u2010\u2011'\u2019:]")
# The case of an abbreviation (EU:n) and the English possessive say nothing of the matter.
APPENDED = re.compile(r"[:'\u2019][^\W\d_]{1,5}$")
FINNISH_LETTERS = "åäö"
WITHOUT_DOTS = str.maketrans("åäö", "aao")
WITH_DOTS = str.maketrans("ao", "äö")


@lru_cache(maxsize=60_000)
def lemmas_of(word: str) -> tuple[str, ...]:
    """Return the base forms of a word, likeliest first; if hyphened, its pieces' as well."""
    pieces = surface_of(APPENDED.sub("", word)).split()
    joined = "".join(pieces)
    wholes = dict.fromkeys((joined, *pieces))
    return tuple(dict.fromkeys(lemma for whole in wholes for lemma in _readings(whole)))


@lru_cache(maxsize=60_000)
def surface_of(word: str) -> str:
    """Return a word as the surface index has it: its pieces, apart, in small letters."""
    return " ".join(filter(None, map(safe, SEPARATOR.split(word))))


@lru_cache(maxsize=60_000)
def safe(piece: str) -> str:
    """Keep letters and digits, small; of the accents only those that make Finnish letters."""
    composed = normalize("NFKC", piece.lower()).lower()
    plain = (c if c in FINNISH_LETTERS else normalize("NFKD", c) for c in composed)
    return "".join(c for c in "".join(plain) if c.isalnum() and not combining(c))


def undotted(word: str) -> str:
    """Return the word as a keyboard without ä and ö writes it."""
    return word.translate(WITHOUT_DOTS)


def is_known(word: str) -> bool:
    """Say whether a word is in a dictionary or can be read as a form of such words."""
    ways = (_listed, without_endings, inferred_verb, compound_lemma)
    return any(way(word) for way in ways)


@lru_cache(maxsize=5_000)
def redotted(word: str) -> str | None:
    """Return the word with its dots put back, if that makes it known: tyopaikka, työpaikka."""
    if len(word) > LONGEST_UNDOTTED or is_known(word):
        return None
    return next(filter(is_known, dottings(word)), None)


def dottings(word: str) -> Iterator[str]:
    """Yield a word with dots where a Finnish one may have them, the likeliest first."""
    dotted = word.translate(WITH_DOTS)
    yield dotted
    # Vowel harmony holds within a part: a compound's dots begin or end at a seam.
    for seam in range(2, len(word) - 1):
        yield dotted[:seam] + word[seam:]
        yield word[:seam] + dotted[seam:]


def _readings(word: str) -> Iterator[str]:
    readings = _listed(word) or _inferred(word)
    for reading in readings:
        yield reading
        yield from behind(reading)


def _listed(word: str) -> tuple[str, ...]:
    own = (word,) if is_base_form(word) or is_base_form(word, "en") else ()
    finnish = base_form(word)
    others = homographs(word) if finnish else ()
    listed = (*own, finnish, *others, base_form(word, "en"))
    found = tuple(dict.fromkeys(filter(None, listed)))
    return found or tuple(filter(None, (base_form(word, "sv"),)))


def _inferred(word: str) -> tuple[str, ...]:
    if not word.isalpha():
        return (word,)
    ways = (without_endings, inferred_verb, family_form, compound_lemma, inferred_noun)
    found = next(filter(None, (way(word) for way in ways)), None)
    return (found,) if found else _stems(word)


def _stems(word: str) -> tuple[str, ...]:
    # A stemmer keeps its state within itself, so every word gets its own.
    stemmers = (snowballstemmer.stemmer(name) for name in ("finnish", "english"))
    return tuple(dict.fromkeys((word, *(each.stemWord(word) for each in stemmers))))
