"""The order of words: in Finnish å, ä and ö stand last; in English marks make no difference.

In Finnish ü is sorted as y and other marks are ignored; in both a space comes before letters
and a hyphen counts as a space.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import TypeVar

T = TypeVar("T")

_ALIKE = {"-": " ", "ü": "y", "æ": "ä", "ø": "ö", "õ": "ö", "đ": "d", "ð": "d"}
_LAST = {"å": "{", "ä": "|", "ö": "}"}  # the three characters that follow z in ASCII


def in_order(things: Iterable[T], *, by: Callable[[T], str], language: str) -> list[T]:
    """Return ``things`` in the alphabetical order of ``language`` by their words."""
    key = finnish_key if language == "fi" else english_key
    return sorted(things, key=lambda thing: key(by(thing)))


@lru_cache(maxsize=4_096)
def finnish_key(word: str) -> tuple[str, str]:
    """Return what to sort ``word`` by in Finnish."""
    letters = (_ALIKE.get(letter, letter) for letter in _composed(word))
    return "".join(_LAST.get(letter) or _plain(letter) for letter in letters), word


def english_key(word: str) -> tuple[str, str]:
    """Return what to sort ``word`` by in English."""
    return _plain(_composed(word).replace("-", " ")), word


def _composed(word: str) -> str:
    return unicodedata.normalize("NFC", word.casefold())


def _plain(letters: str) -> str:
    apart = unicodedata.normalize("NFKD", letters)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))
