"""How close a question stands to others: near enough, it asks the same.

Questions to colleagues have much in common: they are questions, and all of them are about
customers. What those of one language share is taken away, told by the questions there are and,
as long as they are few, by ordinary ones. A question is as close to a group as the mean of its
closest wording and of all of them, so that neither one odd wording keeps it out nor one draws
strangers in.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kb.search.encoder.yardstick import Vectors, unit
from kb.search.language.analysis import content_lemmas

SAME = 0.24  # by meaning; found on half of the development set of needs
SAME_WORDS = 0.5  # of the words that either has, where there is no model
PRIOR = 5  # ordinary questions weigh as many of one's own


@dataclass(frozen=True)
class Wording:
    """One question as it was worded, and the number of the need under which it stands."""

    text: str
    language: str
    whole: int
    vector: Vectors | None = None


@dataclass(frozen=True)
class Near:
    """A need, and how close a question comes to it."""

    whole: int
    closeness: float


def nearest(
    asked: Wording, others: Sequence[Wording], ordinary: Mapping[str, Vectors] | None
) -> list[Near]:
    """Return the needs the question comes closest to, the closest first."""
    if not others:
        return []
    alike = _by_meaning(asked, others, ordinary) if ordinary else _by_words(asked, others)
    groups: dict[int, list[float]] = {}
    for one, closeness in zip(others, alike, strict=True):
        groups.setdefault(one.whole, []).append(closeness)
    near = [Near(whole, _of_group(values)) for whole, values in groups.items()]
    return sorted(near, key=lambda one: (-one.closeness, one.whole))


def is_same(near: Near, ordinary: Mapping[str, Vectors] | None) -> bool:
    """Say whether a question so close asks the same."""
    return near.closeness >= (SAME if ordinary else SAME_WORDS)


def _of_group(values: Sequence[float]) -> float:
    return (max(values) + sum(values) / len(values)) / 2


def _by_meaning(
    asked: Wording, others: Sequence[Wording], ordinary: Mapping[str, Vectors]
) -> list[float]:
    every = [asked, *others]
    raw = np.stack([one.vector for one in every if one.vector is not None])
    vectors = np.zeros_like(raw)
    for language, usual in ordinary.items():
        spoken = np.array([one.language == language for one in every])
        own = raw[spoken]
        shared = (PRIOR * usual + own.sum(axis=0)) / (PRIOR + len(own))
        vectors[spoken] = unit(own - shared)
    closeness: list[float] = (vectors[1:] @ vectors[0]).tolist()
    return closeness


def _by_words(asked: Wording, others: Sequence[Wording]) -> list[float]:
    words = set(content_lemmas(asked.text))
    return [_shared(words, set(content_lemmas(one.text))) for one in others]


def _shared(words: set[str], others: set[str]) -> float:
    return len(words & others) / len(words | others) if words | others else 0.0
