"""What of a text answers: the words to mark, in whatever form, and two lines of it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from simplemma import split_sentences

from kb.search.index.texts import HEADING
from kb.search.language import analysis

WORD = re.compile(analysis.WORD)
LONGEST_EXCERPT = 125  # letters: two lines on a desk, four on the phone
BEFORE = 40  # of them, before the first word that was asked for
LONGEST_READ = 20_000
BEGINNING, WITHIN = 2, 4  # letters by which a word may be another form of one asked for

Lemmas = frozenset[str]
Said = Mapping[str, Lemmas]  # words of a text, each with what was asked for by it


@dataclass(frozen=True)
class Fragment:
    """A stretch of a text, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True)
class Line:
    """A line of a text, and the heading it stands under."""

    heading: str
    text: str


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


def lines_of(body: str, besides: frozenset[str] = frozenset()) -> list[Line]:
    """Return the lines of a text with their headings, but for those that list ``besides``."""
    heading, lines = "", list[Line]()
    for line in body[:LONGEST_READ].splitlines():
        if line.startswith(HEADING):
            heading = line.removeprefix(HEADING)
        elif not besides.issuperset(line.split(", ")):
            lines.append(Line(heading, line))
    return lines


def excerpt(lines: Sequence[Line], said: Said, sentence: str = "") -> Line:
    """Return about two lines of a text: from where most of what was asked for is said.

    Where none of it is said they begin with ``sentence``, or else with the text itself.
    """
    texts = [line.text for line in lines] or [""]
    place = _best(texts, said)
    if _says(texts[place], said):
        sentences = split_sentences(texts[place])
        told = " ".join(sentences[_best(sentences, said) :])
    else:
        place = next((n for n, text in enumerate(texts) if sentence in text), 0)
        told = texts[place][max(0, texts[place].find(sentence)) :]
    return _with_next(lines, place, told, said)


def words_said(said: Said) -> tuple[str, ...]:
    """Return the words to name as a reason: of each the form that comes first."""
    named: dict[Lemmas, str] = {}
    for word, lemmas in said.items():
        if lemmas.isdisjoint(frozenset().union(*named)):
            named[lemmas] = word.lower()
    return tuple(named.values())


def _with_next(lines: Sequence[Line], place: int, told: str, said: Said) -> Line:
    """Add the next line under the same heading, and cut to about two lines."""
    heading, *following = [line.heading for line in lines[place : place + 2]] or [""]
    after = lines[place + 1].text if following == [heading] else ""
    return Line(heading, _shortened(f"{told} {after}".strip(), said))


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
    beginnings = {f"^{re.escape(lemma[:BEGINNING])}" for lemma in asked}
    within = {re.escape(lemma[:WITHIN]) for lemma in asked if len(lemma) > BEGINNING}
    return re.compile("|".join(sorted(beginnings | within)) or "$^", re.IGNORECASE)


@lru_cache(maxsize=60_000)
def _lemmas(word: str) -> Lemmas:
    return frozenset(lemma for token in analysis.analyse(word) for lemma in token.lemmas)


def _shortened(text: str, said: Said) -> str:
    """Cut a text to its length, so that what was asked for is within."""
    first = next((word.start() for word in WORD.finditer(text) if word[0] in said), 0)
    if first > LONGEST_EXCERPT - BEFORE:
        text = "…" + text[first - BEFORE :].partition(" ")[2]
    if len(text) <= LONGEST_EXCERPT:
        return text
    cut = text[:LONGEST_EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:–-")
    return cut if cut.endswith((".", "!", "?")) else f"{cut}…"
