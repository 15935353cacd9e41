"""Of which scopes a figure about people may be told (R10): of five or more, and of no fewer.

Rates, averages and distributions about people are told of groups of five or more alone. What
is told must not give away what is not: the difference of two figures of which one holds the
other is about nobody, or about five people or more; and so is what is left of the whole when
every quarter (area, industry) that is told has been taken away from it.
"""

from collections.abc import Collection, Hashable, Mapping, Sequence
from itertools import permutations

from kb.cycle.figures.facts import Counted, Fact, people_behind
from kb.cycle.figures.scopes import Scope, Scopes
from kb.foundation.words import Kind

FEWEST = 5
THE_WHOLE = 0


class Rest(Kind):
    """What stands together because each alone would be too few."""

    OTHERS = "others"


def offered_in(facts: Sequence[Fact], scopes: Scopes) -> frozenset[int]:
    """Return the scopes to choose from: five people or more are in each, and beside it."""
    counted = Counted(facts, len(scopes))
    beside = {
        place
        for place in range(1, len(scopes))
        if counted.people_between(THE_WHOLE, place) >= FEWEST
    }
    return told_in(counted, {THE_WHOLE, *beside}, scopes)


def told_in(counted: Counted, among: Collection[int], scopes: Scopes) -> frozenset[int]:
    """Return in which of the scopes a figure may be told; if not in the whole, then in none."""
    told = {place for place in among if counted.people[place] >= FEWEST}
    while told and (betraying := _betraying(counted, told, scopes)) is not None:
        told.remove(betraying)
    return frozenset(told) if THE_WHOLE in told else frozenset()


def _betraying(counted: Counted, told: Collection[int], scopes: Scopes) -> int | None:
    """Return a scope that, told beside the others, would tell of one to four people."""
    for wide, narrow in permutations(sorted(told), 2):
        if counted.holds(wide, narrow) and _is_few(counted, wide, narrow):
            return narrow
    for places in scopes.places_by_dimension():
        among = sorted(set(places) & set(told), key=lambda place: counted.people[place])
        if among and 0 < counted.people_beyond(among) < FEWEST:
            return among[0]
    return None


def _is_few(counted: Counted, wide: int, narrow: int) -> bool:
    more = int(counted.people[wide] - counted.people[narrow])
    return any(0 < few < FEWEST for few in (more, counted.people_between(wide, narrow)))


def _told_on_both_sides(
    facts: Sequence[Fact], among: Collection[int], scopes: Scopes
) -> frozenset[int]:
    """Return where there are enough people, and enough deciders where these are told of."""
    told = told_in(Counted(facts, len(scopes)), among, scopes)
    if not any(one.deciders for one in facts):
        return told
    deciders = Counted([one._replace(people=one.deciders) for one in facts], len(scopes))
    narrowed = told_in(deciders, told, scopes)
    return narrowed if narrowed == told else _told_on_both_sides(facts, narrowed, scopes)


class Telling:
    """A figure about people: of which scopes it may be told, as a whole and part by part.

    The parts are made once, of the whole; in a scope they are told all or none.
    """

    def __init__(
        self, facts: Sequence[Fact], scopes: Scopes, among: Collection[int] | None = None
    ) -> None:
        """Work out where the figure may be told, among the scopes that are offered."""
        self.scopes, self.facts = scopes, facts
        self._among = range(len(scopes)) if among is None else among
        self._told = _told_on_both_sides(facts, self._among, scopes)

    def scope_at(self, place: int) -> Scope:
        """Return the scope at that place."""
        return self.scopes.all[place]

    def facts_in(self, place: int) -> list[Fact] | None:
        """Return the facts of a scope, or nothing where they may not be told."""
        if place not in self._told:
            return None
        return [one for one in self.facts if one.is_in(place)]

    def parts_in(self, place: int) -> Mapping[Hashable, list[Fact]] | None:
        """Return the facts of a scope part by part, or nothing where they may not be told."""
        if place not in self._told:
            return None
        parts = parts_of(self.facts)
        if set(parts) == {Rest.OTHERS}:
            return None
        for facts in parts.values():
            told = _told_on_both_sides(facts, self._among, self.scopes)
            if place not in told and any(one.is_in(place) for one in facts):
                return None
        return {
            part: [one for one in facts if one.is_in(place)] for part, facts in parts.items()
        }


def parts_of(facts: Sequence[Fact]) -> dict[Hashable, list[Fact]]:
    """Return the facts by part; those of too few people together, as many as it takes."""
    parts: dict[Hashable, list[Fact]] = {}
    for one in facts:
        parts.setdefault(one.part, []).append(one)
    by_size = sorted(parts, key=lambda part: len(people_behind(parts[part])))
    few: list[Fact] = []
    for part in by_size:
        if (
            len(people_behind(parts[part])) >= FEWEST
            and not 0 < len(people_behind(few)) < FEWEST
        ):
            break
        few += parts.pop(part)
    return {**parts, **({Rest.OTHERS: few} if few else {})}
