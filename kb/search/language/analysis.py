"""What a text is about, word by word: base forms and compound parts in Finnish and English."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, groupby
from operator import itemgetter

from whoosh.analysis.acore import Token as Spot
from whoosh.analysis.filters import Filter, LowercaseFilter
from whoosh.analysis.tokenizers import RegexTokenizer

from kb.search.language.compounds import parts
from kb.search.language.detection import detect_language
from kb.search.language.lexicon import LANGUAGES, base_form, dictionary
from kb.search.language.stopwords import STOP_WORDS
from kb.search.language.words import LONGEST_WORD, lemmas_of, safe, surface_of, undotted

__all__ = [
    "ANALYSIS",
    "Token",
    "analyse",
    "content_lemmas",
    "detect_language",
    "index_text",
    "warm",
]

# A letter may come as two characters, a and its dots; a word may have hyphens within. What is
# longer than any word is cut, for splitting takes time in the square of the length.
LETTER = r"[^\W_][\u0300-\u036f]{0,2}"
WORD = rf"{LETTER}(?:[-\u2010\u2011'\u2019:]?{LETTER}){{0,{LONGEST_WORD - 1}}}"
# Marks a form written without its dots; 00tyopaikka is no word, so it never collides.
UNDOTTED = "00"


@dataclass(frozen=True)
class Token:
    """A word of a text: its base forms, then its parts and marked undotted forms."""

    lemmas: tuple[str, ...]
    surface: str
    start: int
    end: int


# Whoosh's Filter narrows what its own base class promises: hence the ignored overrides.
class LemmaFilter(Filter):
    """Replaces a word by its base forms; marks the word itself if it has dots."""

    def __call__(self, tokens: Iterable[Spot]) -> Iterator[Spot]:  # type: ignore[override]
        """Yield the word's token once for every reading."""
        for token in tokens:
            for lemma in (*lemmas_of(token.text), *marked(safe(token.text))):
                token.text = lemma
                yield token


class PartsFilter(Filter):
    """Adds a compound's parts after the compound."""

    def __call__(self, tokens: Iterable[Spot]) -> Iterator[Spot]:  # type: ignore[override]
        """Yield the base form's token, then once for every part of it."""
        for token in tokens:
            for lemma in (token.text, *parts(token.text)):
                token.text = lemma
                yield token


class FoldFilter(Filter):
    """Adds the marked form without dots, so that tyopaikka finds työpaikka."""

    def __call__(self, tokens: Iterable[Spot]) -> Iterator[Spot]:  # type: ignore[override]
        """Yield the token, then its undotted form."""
        for token in tokens:
            for lemma in (token.text, *marked(token.text)):
                token.text = lemma
                yield token


ANALYSIS = (
    RegexTokenizer(WORD) | LowercaseFilter() | LemmaFilter() | PartsFilter() | FoldFilter()
)


def analyse(text: str) -> tuple[Token, ...]:
    """Return every word of a text in order, with all the forms that find it."""
    found = ((spot.startchar, spot.endchar, spot.text) for spot in ANALYSIS(text, chars=True))
    return tuple(
        Token(tuple(dict.fromkeys(each[2] for each in same)), surface_of(text[slice(*at)]), *at)
        for at, same in groupby(found, key=itemgetter(0, 1))
    )


def index_text(text: str) -> tuple[str, str]:
    """Return a text as two index columns: the lemmas, and the words as written."""
    tokens = analyse(text)
    lemmas = chain.from_iterable(token.lemmas for token in tokens)
    return " ".join(lemmas), " ".join(token.surface for token in tokens)


def content_lemmas(text: str, lang: str | None = None) -> tuple[str, ...]:
    """Return the distinct base forms of a text's content words in order, one for a word."""
    content = (token for token in analyse(text) if token.surface not in STOP_WORDS)
    return tuple(dict.fromkeys(_base_in(lang, token) for token in content))


def warm() -> None:
    """Load the dictionaries now rather than at the first search."""
    for language in LANGUAGES:
        dictionary(language)


def marked(word: str) -> tuple[str, ...]:
    """Return the marked form of a word without its dots; nothing if it has none."""
    plain = undotted(word)
    return () if plain == word else (UNDOTTED + plain,)


def _base_in(language: str | None, token: Token) -> str:
    return (language and base_form(token.surface, language)) or token.lemmas[0]
