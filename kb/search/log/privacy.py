"""Queries that tell of a person: they are counted, and their words are shown to nobody."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from kb.search.language.analysis import analyse

# An e-mail address, a telephone number, a personal identity code, an account: never a topic.
ADDRESS_OR_NUMBER = re.compile(r"\S@\S|\d{5}|\d[\d\s().-]{5,}\d")


@dataclass(frozen=True)
class Names:
    """The names of people, each as its words in small letters."""

    people: frozenset[frozenset[str]]
    words: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[str]) -> Self:
        """Return the names as they are looked for."""
        people = frozenset(frozenset(name.casefold().split()) for name in names)
        return cls(people, frozenset().union(*people))

    def are_in(self, query: str) -> bool:
        """Say whether a query holds somebody's whole name, or nothing but names of people.

        Aino alone is a person; aino asiakas, the only customer, is not.
        """
        said = [forms for word in query.split() for forms in _forms(word)]
        every = frozenset[str]().union(*said)
        whole = any(name <= every for name in self.people if len(name) > 1)
        return whole or (bool(said) and not any(self.words.isdisjoint(one) for one in said))


def tells_of_a_person(query: str, names: Names) -> bool:
    """Say whether a query names somebody of the house, or holds an address or a number."""
    return bool(ADDRESS_OR_NUMBER.search(query)) or names.are_in(query)


# The log holds the same words over and over.
@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset((*token.lemmas, token.surface)) for token in analyse(word))
