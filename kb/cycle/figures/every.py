"""Every figure of the programme, each by its key, gathered once and told of one scope."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.cycle.figures import standing, trying
from kb.cycle.figures.facts import Fact
from kb.cycle.figures.ground import Ground, ground
from kb.cycle.figures.scopes import Scope
from kb.cycle.figures.shapes import Figure
from kb.cycle.figures.suppression import Telling, offered_in
from kb.people.models import Person

OF_THINGS: Mapping[str, Callable[[Ground, int], Figure]] = {
    "stages": standing.stages,
    "coverage": standing.coverage,
    "single_holder": standing.single_holder,
    "freshness": standing.freshness,
    "overdue": standing.overdue,
}

OF_PEOPLE: Mapping[str, Callable[[Telling, int], Figure]] = {
    "worked": trying.worked,
}


@dataclass(frozen=True)
class Gathered:
    """All that figures are made of, as whoever asks may see it."""

    ground: Ground
    facts: Mapping[str, list[Fact]]

    @cached_property
    def offered(self) -> frozenset[int]:
        """Return the places of the scopes that may be chosen."""
        every = [fact for facts in self.facts.values() for fact in facts]
        return offered_in(every, self.ground.scopes)

    @cached_property
    def scopes(self) -> list[Scope]:
        """Return the scopes that may be chosen, the whole first if there is one."""
        return [self.ground.scopes.all[place] for place in sorted(self.offered)]

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Return every figure of a scope; those about people only where they may be told."""
        place = self.ground.scopes.place_of(scope) or 0
        return {key: self.figure(key, place) for key in (*OF_THINGS, *OF_PEOPLE)}

    def figure(self, key: str, place: int) -> Figure:
        """Return one figure of the scope at that place."""
        if key in OF_THINGS:
            return OF_THINGS[key](self.ground, place)
        telling = Telling(self.facts[key], self.ground.scopes, self.offered)
        return OF_PEOPLE[key](telling, place)


def gathered(*, seen_by: Person) -> Gathered:
    """Gather what figures are made of."""
    here, trials = ground(seen_by=seen_by), trying.debriefed_trials()
    return Gathered(here, {"worked": trying.worked_facts(here, trials)})
