"""What was looked for and not there: queries that mean the same, words nobody has written."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import chain

from kb.search.language.analysis import content_lemmas
from kb.search.log.figures import monday_of

Meaning = frozenset[str]  # the base forms of a query's words
OFTEN = 3


@dataclass(frozen=True)
class Typed:
    """The same words, typed alike: how often, and on which day last."""

    query: str
    language: str
    times: int
    last: date


@dataclass(frozen=True)
class Wanted:
    """What was looked for in vain: as it was typed most often, how often, and when last."""

    words: str
    language: str
    times: int
    week: date
    others: tuple[str, ...]
    need_id: int | None = None


def meaning_of(query: str) -> Meaning:
    """Return what queries that mean the same have in common: the base forms of their words."""
    words = query.casefold().split()
    return frozenset(chain.from_iterable(map(_base_forms, words))) or frozenset(words)


def wanted_of(asked: Iterable[Typed], needs: Mapping[Meaning, int]) -> list[Wanted]:
    """Return what is wanted, the most wanted first, each with the need left for it."""
    groups: dict[Meaning, list[Typed]] = {}
    for one in asked:
        groups.setdefault(meaning_of(one.query), []).append(one)
    wanted = [_wanted(same, needs.get(meaning)) for meaning, same in groups.items()]
    return sorted(wanted, key=lambda one: (-one.times, -one.week.toordinal(), one.words))


def often_asked(asked: Iterable[Typed]) -> list[tuple[str, int]]:
    """Return the words that are asked for often, in their base forms, and how often."""
    times: Counter[str] = Counter()
    for one in asked:
        times.update(dict.fromkeys(meaning_of(one.query), one.times))
    return [(word, count) for word, count in times.most_common() if count >= OFTEN]


def _wanted(same: list[Typed], need_id: int | None) -> Wanted:
    best = max(same, key=lambda one: (one.times, one.last))
    times, last = sum(one.times for one in same), max(one.last for one in same)
    others = {one.query.casefold() for one in same} - {best.query.casefold()}
    week = monday_of(last)
    return Wanted(best.query, best.language, times, week, tuple(sorted(others)), need_id)


# The log holds the same words over and over.
@lru_cache(maxsize=20_000)
def _base_forms(word: str) -> tuple[str, ...]:
    return content_lemmas(word)
