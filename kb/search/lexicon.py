"""The dictionaries: which base form a Finnish, English or Swedish word has."""

from collections.abc import Mapping
from functools import lru_cache
from threading import Lock

from simplemma.strategies.dictionaries import StreamDictionaryFactory

LANGUAGES = ("fi", "en", "sv")

# Streamed, the three dictionaries take 66 MB; as plain dicts 520 MB. A look-up then costs
# 14 µs instead of 0.3 µs, which remembering whole words makes up for.
_dictionaries = StreamDictionaryFactory()
_loading = Lock()


def listed(words: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(words.split())


def dictionary(language: str) -> Mapping[str, str]:
    """Return every known form of a language with its base form, loaded once."""
    with _loading:
        return _dictionaries.get_dictionary(language)


# Rare words, or plurals, to which the dictionary ascribes forms of common ones.
MISREAD = {"luokki": "luokka", "rive": "rivi", "ehdot": "ehto", "resurssit": "resurssi"}


@lru_cache(maxsize=40_000)
def base_form(word: str, language: str = "fi") -> str | None:
    """Return the base form of a lower-case word, or None if the language does not know it."""
    known = dictionary(language)
    found = known.get(word) or known.get(word.capitalize()) or ""
    lemma = "".join(filter(str.isalnum, found)).lower()
    return MISREAD.get(lemma, lemma) or None


# The dictionary keeps one reading a form (työ → sinä, meeting → meet); the word's other
# cases tell that it is a base form as well.
OTHER_CASES = {"fi": ("n", "ssa", "ssä"), "en": ("s",), "sv": ()}


@lru_cache(maxsize=20_000)
def is_base_form(word: str, language: str = "fi") -> bool:
    """Say whether a word is a base form, whatever else it may also be."""
    found = base_form(word, language)
    return found == word or (
        found is not None
        and any(base_form(word + case, language) == word for case in OTHER_CASES[language])
    )


@lru_cache(maxsize=20_000)
def is_verb(lemma: str) -> bool:
    """Say whether a Finnish base form is a verb: only those have a form like ostaakseen."""
    return base_form(lemma + "kseen") == lemma
