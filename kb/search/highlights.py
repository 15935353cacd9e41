"""What of a text answers: the words to mark, in whatever form, and two lines of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from simplemma import split_sentences

from kb.search import language
from kb.search.texts import HEADING

WORD = re.compile(language.WORD)
LONGEST_SNIPPET = 220  # letters: two lines on a desk, four on the phone
LONGEST_READ = 8_000

Lemmas = frozenset[str]


@dataclass(frozen=True)
class Fragment:
    """A stretch of a text, marked or not."""

    text: str
    marked: bool = False


def marked(text: str, asked: Lemmas) -> tuple[Fragment, ...]:
    """Part a text at the words that were asked for, in whatever form they stand."""
    fragments, at = [], 0
    for word in _asked_words(text, asked):
        fragments += [Fragment(text[at : word.start()]), Fragment(word[0], marked=True)]
        at = word.end()
    return tuple(one for one in (*fragments, Fragment(text[at:])) if one.text)


def snippet(body: str, asked: Lemmas) -> str:
    """Return about two lines of a text, from the sentence that says most of what was asked."""
    lines = (line for line in body[:LONGEST_READ].splitlines() if not line.startswith(HEADING))
    sentences = [sentence for line in lines for sentence in split_sentences(line)]
    if not sentences:
        return ""
    said = [len(_said(sentence, asked)) for sentence in sentences]
    best = said.index(max(said))
    return _shortened(" ".join(sentences[best : best + 3]))


def words_said(text: str, asked: Lemmas) -> tuple[str, ...]:
    """Return the words of a text that were asked for, each once, in small letters."""
    found = (word[0].lower() for word in _asked_words(text[:LONGEST_READ], asked))
    return tuple(dict.fromkeys(found))


def _asked_words(text: str, asked: Lemmas) -> Iterator[re.Match[str]]:
    return (word for word in WORD.finditer(text) if not asked.isdisjoint(_lemmas(word[0])))


def _said(text: str, asked: Lemmas) -> Lemmas:
    return frozenset().union(*(asked & _lemmas(word[0]) for word in WORD.finditer(text)))


@lru_cache(maxsize=60_000)
def _lemmas(word: str) -> Lemmas:
    return frozenset(lemma for token in language.analyse(word) for lemma in token.lemmas)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_SNIPPET:
        return text
    return text[:LONGEST_SNIPPET].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
