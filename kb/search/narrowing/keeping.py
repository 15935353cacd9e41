"""What stays of everything found when one keeps to something, and how much would stay."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    func,
    literal,
    union_all,
)

from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.people.models import Person
from kb.search.forms import YES
from kb.search.limits import Limits
from kb.search.models import Document
from kb.search.narrowing.values import VALUES, FacetKind, Values

OF = Document.id
Counts = Mapping[tuple[FacetKind, str], int]


@dataclass(frozen=True)
class Kept:
    """The documents found, and for each thing one keeps to, which of them stay for it."""

    found: Sequence[int]
    staying: Mapping[FacetKind, frozenset[int]]

    def but_for(self, kind: FacetKind | None = None) -> list[int]:
        """Return what stays, best first, if one lets go of what is kept to by ``kind``."""
        limits = [staying for other, staying in self.staying.items() if other is not kind]
        return [number for number in self.found if all(number in one for one in limits)]


def chosen_in(limits: Limits) -> dict[FacetKind, Sequence[str | int]]:
    """Return what one keeps to, by what it is."""
    every: dict[FacetKind, Sequence[str | int]] = {
        FacetKind.KIND: limits.kinds,
        FacetKind.STAGE: limits.stages,
        FacetKind.INDUSTRY: limits.industries,
        FacetKind.LANGUAGE: limits.languages,
        FacetKind.UNREAD: (YES,) if limits.unread else (),
        FacetKind.AREA: limits.areas,
        FacetKind.JOURNEY: limits.journey_stages,
        FacetKind.MEDIUM: limits.media,
        FacetKind.CARRIER: limits.carriers,
    }
    return {kind: values for kind, values in every.items() if values}


def kept(found: Sequence[int], limits: Limits, *, by: Person) -> Kept:
    """Return which of the documents ``found`` stay if ``by`` keeps to ``limits``."""
    chosen = chosen_in(limits)
    if not chosen:
        return Kept(found, {})
    asked = {"me": by.id, "found": found}
    values = {kind.value: chosen.get(kind, ()) for kind in FacetKind}
    staying: dict[FacetKind, set[int]] = {kind: set() for kind in chosen}
    for kind, number in session.execute(_having(), asked | values):
        staying[FacetKind(kind)].add(number)
    return Kept(found, {kind: frozenset(numbers) for kind, numbers in staying.items()})


def counted(kept: Kept, *, by: Person) -> Counts:
    """Count how much there would be of each value, whatever else one keeps to."""
    among = {kind.value: kept.but_for(kind) for kind in FacetKind}
    counts: Counter[tuple[FacetKind, str]] = Counter()
    for kind, value, count in session.execute(_counting(), {"me": by.id, **among}):
        counts[FacetKind(kind), str(value)] += count
    return counts


@cache
def _having() -> CompoundSelect[str, int]:
    return union_all(
        *(
            values.with_only_columns(literal(kind.value), OF).where(
                OF.in_(given("found")), value.in_(given(kind.value))
            )
            for kind, values, value in _every()
        )
    )


@cache
def _counting() -> CompoundSelect[str, str, int]:
    return union_all(
        *(
            values.with_only_columns(
                literal(kind.value), value.label("said"), func.count(OF.distinct())
            )
            .where(OF.in_(given(kind.value)))
            .group_by("said")  # by its name: it takes long to work out again what it is
            for kind, values, value in _every()
        )
    )


def _every() -> Iterator[tuple[FacetKind, Values, ColumnElement[str]]]:
    for kind, selected in VALUES:
        values = selected()
        yield kind, values, values.selected_columns[1]
