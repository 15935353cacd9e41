"""What of a text answers: the words to mark, in whatever form, and two lines of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simplemma import split_sentences

from kb.search import language
from kb.search.texts import HEADING

WORD = re.compile(language.WORD)
LONGEST_SNIPPET = 180  # letters: two lines on a desk, four on the phone
LONGEST_READ = 4_000
BEGINNING, WITHIN = 2, 4  # letters by which a word may be another form of one asked for

Lemmas = frozenset[str]
Said = Mapping[str, Lemmas]  # words of a text, each with what was asked for by it


@dataclass(frozen=True)
class Fragment:
    """A stretch of a text, marked or not."""

    text: str
    marked: bool = False


def said_in(text: str, asked: Lemmas) -> Said:
    """Return the words of a text that were asked for, as they stand, in their order."""
    alike = _alike(asked)
    said: dict[str, Lemmas] = {}
    words = dict.fromkeys(WORD.findall(text[:LONGEST_READ])) if asked else ()
    # Reading a word takes long; one that cannot be a form of any asked for is not read.
    for word in filter(alike.search, words):
        found = asked & _lemmas(word.lower())
        if found:
            said[word] = found
    return said


def marked(text: str, said: Said) -> tuple[Fragment, ...]:
    """Part a text at the words that were asked for."""
    fragments, at = [], 0
    for word in WORD.finditer(text):
        if word[0] in said:
            fragments += [Fragment(text[at : word.start()]), Fragment(word[0], marked=True)]
            at = word.end()
    return tuple(one for one in (*fragments, Fragment(text[at:])) if one.text)


def snippet(body: str, said: Said) -> str:
    """Return about two lines of a text, from the line and sentence that say most of it."""
    lines = [line for line in body[:LONGEST_READ].splitlines() if line[:2] != HEADING]
    if not lines:
        return ""
    place = _best(lines, said)
    sentences = split_sentences(lines[place])
    told = sentences[_best(sentences, said) :]
    return _shortened(" ".join([*told, *lines[place + 1 : place + 2]]))


def words_said(said: Said) -> tuple[str, ...]:
    """Return the words to name as a reason: of each the form that comes first."""
    named: dict[Lemmas, str] = {}
    for word, lemmas in said.items():
        if lemmas.isdisjoint(frozenset().union(*named)):
            named[lemmas] = word.lower()
    return tuple(named.values())


def _best(texts: Sequence[str], said: Said) -> int:
    """Return the place of the first text that says most."""
    speaking = [_says(text, said) for text in texts]
    return speaking.index(max(speaking))


def _says(text: str, said: Said) -> int:
    """Count how many different things that were asked for a text speaks of."""
    if not any(word in text for word in said):
        return 0
    return len({said[word] for word in WORD.findall(text) if word in said})


@lru_cache(maxsize=64)
def _alike(asked: Lemmas) -> re.Pattern[str]:
    """Return the pattern of words that may be forms of those asked for, or contain one."""
    beginnings = {f"^{lemma[:BEGINNING]}" for lemma in asked}
    within = {lemma[:WITHIN] for lemma in asked if len(lemma) > BEGINNING}
    return re.compile("|".join(sorted(beginnings | within)) or "$^", re.IGNORECASE)


@lru_cache(maxsize=60_000)
def _lemmas(word: str) -> Lemmas:
    return frozenset(lemma for token in language.analyse(word) for lemma in token.lemmas)


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_SNIPPET:
        return text
    return text[:LONGEST_SNIPPET].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"
