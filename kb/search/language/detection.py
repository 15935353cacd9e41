"""Finnish or English: told from function words, the dictionaries and letters."""

import re
from functools import lru_cache

from kb.search.language.compounds import compound_lemma
from kb.search.language.inflection import family_form, inferred_noun, without_endings
from kb.search.language.lexicon import base_form
from kb.search.language.stopwords import ENGLISH, FINNISH

# Tags, addresses and code are in English whatever the text is in.
MARKUP = re.compile(r"<[^>]*>|`[^`]*`|\S+://\S+|\]\([^)]*\)|\S*[_/@]\S*")
WORD = re.compile(r"[^\W\d_]{2,40}")
ENOUGH_WORDS = 400

# How much a word speaks for Finnish; for English the same, negative.
FUNCTION_WORD = 3.0
LISTED = 1.0
SHAPE = 0.25

FOREIGN_TO_FINNISH = re.compile(r"[bcfgqwxz]|[^aeiouyäöåntsrl]$|^(?:[^aeiouyäöå]{2})|sh|th")


def detect_language(text: str) -> str:
    """Return the language of a text or a title, "fi" or "en"; where nothing tells, "fi"."""
    prose = MARKUP.sub(" ", text[: ENOUGH_WORDS * 20])
    words = dict.fromkeys(word.lower() for word in WORD.findall(prose))
    return "en" if sum(map(_finnishness, list(words)[:ENOUGH_WORDS])) < 0 else "fi"


@lru_cache(maxsize=20_000)
def _finnishness(word: str) -> float:
    if (word in FINNISH) != (word in ENGLISH):
        return FUNCTION_WORD if word in FINNISH else -FUNCTION_WORD
    finnish, english = base_form(word) is not None, base_form(word, "en") is not None
    if finnish != english:
        return LISTED if finnish else -LISTED
    shape = -SHAPE if FOREIGN_TO_FINNISH.search(word) else SHAPE
    return shape if finnish or not _reads_as_finnish(word) else LISTED


def _reads_as_finnish(word: str) -> bool:
    readings = (without_endings, family_form, compound_lemma, inferred_noun)
    return any(c in "äö" for c in word) or any(reading(word) for reading in readings)
