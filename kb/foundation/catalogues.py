"""What the house says, one catalogue of words in each of its languages."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

LANGUAGES = ("fi", "en")
CATALOGUES = Path(__file__).parent.parent / "translations"

_spoken: list[Callable[[], str]] = [lambda: LANGUAGES[0]]


def spoken() -> str:
    """Return the language that is spoken now: the reader's, else the house's."""
    return _spoken[-1]()


def speak_as(asked: Callable[[], str]) -> None:
    """Let ``asked`` say which language is spoken."""
    _spoken[:] = [asked]


@cache
def catalogue(language: str) -> NullTranslations:
    """Return every message of the house as it is said in ``language``."""
    return Translations.load(str(CATALOGUES), [language])
