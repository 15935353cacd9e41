"""The words that texts share, and how much it tells that they do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import log

from kb.search.language import analysis
from kb.search.language.stopwords import STOP_WORDS

Forms = frozenset[str]  # base forms of words, and of their parts
Words = Mapping[str, Sequence[str]]  # each word with its base forms, likeliest first

MOST_NAMED = 3
FEW, SELDOM = 2, 0.2  # a word tells if few texts hold it, or a small part of many
ALMOST_ALL = 0.6


@dataclass(frozen=True)
class Shared:
    """How much of what is said another text says too; by base forms, and by those that tell."""

    share: float
    words: tuple[str, ...]
    telling: tuple[str, ...]


def words_of(text: str) -> Words:
    """Return the words of a text that mean something, in their order."""
    return {
        token.surface: [form for form in token.lemmas if form.isalpha()]
        for token in analysis.analyse(text)
        if token.surface not in STOP_WORDS and len(token.surface) > 1
    }


def forms_of(words: Words) -> Forms:
    """Return every base form of some words."""
    return frozenset(chain.from_iterable(words.values()))


def is_same_name(name: Words, other: Words) -> bool:
    """Say whether two names say almost the same, in other forms or in another order."""
    common = sum(bool(_held(forms, forms_of(other))) for forms in name.values())
    return common >= ALMOST_ALL * max(len(name), len(other))


def shared_with(words: Words, texts: Sequence[Forms]) -> list[Shared]:
    """Return for each text how much of ``words`` it holds.

    A word weighs by how few of the texts hold it: what all that are near have in common does
    not tell one from another.
    """
    held = [{word: _held(forms, text) for word, forms in words.items()} for text in texts]
    counts = {word: sum(bool(one[word]) for one in held) for word in words}
    weights = {word: log(1 + len(texts) / (1 + count)) for word, count in counts.items()}
    many = max(FEW, SELDOM * len(texts))
    telling = {word for word, count in counts.items() if count <= many}
    return [_shared(one, weights, telling) for one in held]


def _held(forms: Iterable[str], text: Forms) -> str:
    """Return the likeliest base form that a text holds, or nothing."""
    return next((form for form in forms if form in text), "")


def _shared(held: Mapping[str, str], weights: Mapping[str, float], telling: set[str]) -> Shared:
    rarest = sorted((word for word in held if held[word]), key=lambda word: -weights[word])
    share = sum(weights[word] for word in rarest) / max(sum(weights.values()), 1e-9)
    words = dict.fromkeys(held[word] for word in rarest)
    tell = dict.fromkeys(held[word] for word in rarest if word in telling)
    return Shared(share, tuple(words)[:MOST_NAMED], tuple(tell)[:MOST_NAMED])
