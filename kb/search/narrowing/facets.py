"""What one may keep to, each value with how many of all that fits would stay."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Select, select

from kb.document.media.models import Medium
from kb.foundation.alphabet import in_order
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.people.models import Industry, Person
from kb.people.queries import is_here
from kb.practices.models import Area, JourneyStage
from kb.search.forms import LANGUAGES, YES
from kb.search.limits import Limits
from kb.search.models import Found
from kb.search.narrowing.keeping import Counts, Kept, chosen_in, counted
from kb.search.narrowing.values import FacetKind
from kb.stages.evidence import Stage

MOST_CARRIERS = 8


@dataclass(frozen=True)
class Option:
    """One value to keep to: its words or their key, and how many there would be."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One thing to keep to, and its values in their own order."""

    kind: FacetKind
    options: tuple[Option, ...]

    @property
    def is_chosen(self) -> bool:
        """Say whether one keeps to any of it."""
        return any(option.chosen for option in self.options)

    def tells(self, total: int) -> bool:
        """Say whether choosing any of it would change what is there."""
        return self.is_chosen or any(option.count < total for option in self.options)


def facets_of(kept: Kept, limits: Limits, *, by: Person) -> list[Facet]:
    """Return what there is to keep to that would change what is there."""
    counts, total = counted(kept, by=by), len(kept.but_for())
    chosen = {kind: set(map(str, values)) for kind, values in chosen_in(limits).items()}
    options = {kind: _options(kind, counts, chosen.get(kind, set())) for kind in FacetKind}
    facets = (Facet(kind, tuple(values)) for kind, values in options.items())
    return [facet for facet in facets if facet.tells(total)]


def _options(kind: FacetKind, counts: Counts, chosen: set[str]) -> Iterator[Option]:
    words = WORDS.get(kind) or _names(counts, chosen)
    for value, said in words.items():
        count = counts[kind, value]
        if count or value in chosen:
            yield Option(value, said, count, value in chosen)


def _keys(kinds: type[Kind]) -> Mapping[str, str]:
    return {one.value: one.key for one in kinds}


WORDS: Mapping[FacetKind, Mapping[str, str]] = {
    FacetKind.KIND: _keys(Found),
    FacetKind.STAGE: _keys(Stage),
    FacetKind.INDUSTRY: _keys(Industry),
    FacetKind.LANGUAGE: {language: f"language.{language}" for language in LANGUAGES},
    FacetKind.UNREAD: {YES: "facet.unread"},
    FacetKind.AREA: _keys(Area),
    FacetKind.JOURNEY: _keys(JourneyStage),
    FacetKind.MEDIUM: _keys(Medium),
}


def _names(counts: Counts, chosen: set[str]) -> Mapping[str, str]:
    """Return the people who carry any of it, where they are few, or who were chosen."""
    carriers = [value for kind, value in counts if kind is FacetKind.CARRIER]
    numbers = chosen.union(carriers if len(carriers) <= MOST_CARRIERS else ())
    if not numbers:
        return {}
    found = session.execute(_here(), {"people": list(map(int, numbers))})
    people = in_order(found, by=lambda row: row[1], language="fi")
    return {str(number): name for number, name in people}


@cache
def _here() -> Select[int, str]:
    called = Person.id.in_(given("people"))
    return select(Person.id, Person.name).where(called, is_here())
