"""What the house says, one catalogue of words in each of its languages."""

from functools import cache
from pathlib import Path

from babel.support import NullTranslations, Translations

LANGUAGES = ("fi", "en")
CATALOGUES = Path(__file__).parent.parent / "translations"


@cache
def catalogue(language: str) -> NullTranslations:
    """Return every message of the house as it is said in ``language``."""
    return Translations.load(str(CATALOGUES), [language])
