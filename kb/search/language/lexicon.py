"""The dictionaries: which base form a Finnish, English or Swedish word has."""

import sys
from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import Protocol

from marisa_trie import BytesTrie
from simplemma.strategies.dictionaries import StreamDictionaryFactory, TrieDictionaryFactory

LANGUAGES = ("fi", "en", "sv")
# Beside the packages: they are the same for every house that these packages serve.
PLACE = Path(sys.prefix) / "share" / f"simplemma-{version('simplemma')}"

_loading = Lock()


class Dictionary(Protocol):
    """Every known form of a language with its base form."""

    def get(self, form: str, /) -> str | None:
        """Return the base form of a form, or None if it is not known."""


class Trie:
    """A dictionary left on the disk, where all processes read it: made once, at set-up."""

    def __init__(self, file: Path) -> None:
        """Open the file; nothing is read yet."""
        self._trie = BytesTrie().mmap(str(file))

    def get(self, form: str, /) -> str | None:
        """Return the base form of a form, or None if it is not known."""
        found: list[bytes] | None = self._trie.get(form)
        return found[0].decode() if found else None


def listed(words: str) -> frozenset[str]:
    """Return the words of a table written as running text."""
    return frozenset(words.split())


def dictionary(language: str) -> Dictionary:
    """Return the dictionary of a language, opened once."""
    with _loading:
        return _opened(language)


def make_dictionaries(progress: Callable[[str, int, int], None]) -> None:
    """Make the dictionaries that lie on the disk, where they are not made yet."""
    PLACE.mkdir(parents=True, exist_ok=True)
    for number, language in enumerate(LANGUAGES, start=1):
        if not _file(language).exists():
            with TemporaryDirectory(dir=PLACE) as folder:
                TrieDictionaryFactory(disk_cache_dir=folder).get_dictionary(language)
                (Path(folder) / _file(language).name).rename(_file(language))
            progress("dictionaries", number, len(LANGUAGES))


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


@lru_cache(maxsize=len(LANGUAGES))
def _opened(language: str) -> Dictionary:
    file = _file(language)
    if file.exists():
        return Trie(file)
    # As the package brings it: slower, more memory, and two seconds until it is read.
    streamed: Dictionary = StreamDictionaryFactory().get_dictionary(language)
    return streamed


def _file(language: str) -> Path:
    return PLACE / f"{language}.dic"
