"""Every figure of the programme, each by its key, gathered once and told of one scope."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from kb.cycle.figures import (
    adopted,
    contributing,
    converting,
    deciding,
    goals,
    mastery,
    needing,
    pairs,
    searching,
    standing,
    trying,
)
from kb.cycle.figures.deeds import deeds
from kb.cycle.figures.facts import Fact
from kb.cycle.figures.ground import Ground, ground
from kb.cycle.figures.reaching import fellows, first_shown, held_pairs, targets
from kb.cycle.figures.scopes import Scope
from kb.cycle.figures.shapes import Figure
from kb.cycle.figures.suppression import Telling, offered_in
from kb.people.models import Person

# Of practices and questions, and of what people put their name to: told as they are.
AS_IT_IS: Mapping[str, Callable[[Ground, int], Figure]] = {
    "stages": standing.stages,
    "coverage": standing.coverage,
    "single_holder": standing.single_holder,
    "recognised": converting.recognised,
    "unanswered": needing.unanswered,
    "zero_results": searching.zero_results,
    "freshness": standing.freshness,
    "overdue": standing.overdue,
    "adopted": adopted.adopted,
}

# Of what people do or think: told of five or more.
OF_PEOPLE: Mapping[str, Callable[[Telling, int], Figure]] = {
    "conversion": converting.conversion,
    "needs": needing.needs,
    "searches": searching.searches,
    "goals": goals.goals,
    "pairs": pairs.pairs,
    "trial_rate": mastery.trial_rate,
    "worked": trying.worked,
    "mastery": mastery.mastery,
    "loops": deciding.loops,
    "teams": contributing.teams,
    "roles": contributing.roles,
}
OF_NOBODY = {"searches"}  # visits, which are no people


@dataclass(frozen=True)
class Gathered:
    """All that figures are made of, as whoever asks may see it."""

    ground: Ground
    facts: Mapping[str, list[Fact]]

    @cached_property
    def offered(self) -> frozenset[int]:
        """Return the places of the scopes that may be chosen."""
        of = (facts for key, facts in self.facts.items() if key not in OF_NOBODY)
        return offered_in([fact for facts in of for fact in facts], self.ground.scopes)

    @cached_property
    def scopes(self) -> list[Scope]:
        """Return the scopes that may be chosen, the whole first if there is one."""
        return [self.ground.scopes.all[place] for place in sorted(self.offered)]

    def figures(self, scope: Scope) -> dict[str, Figure]:
        """Return every figure of a scope; those about people only where they may be told."""
        return {key: self.figure(key, scope) for key in (*AS_IT_IS, *OF_PEOPLE)}

    def figure(self, key: str, scope: Scope) -> Figure:
        """Return one figure of a scope."""
        place = self.ground.scopes.place_of(scope) or 0
        if key in AS_IT_IS:
            return AS_IT_IS[key](self.ground, place)
        among = range(len(self.ground.scopes)) if key in OF_NOBODY else self.offered
        return OF_PEOPLE[key](Telling(self.facts[key], self.ground.scopes, among), place)


def gathered(*, seen_by: Person) -> Gathered:
    """Gather what figures are made of."""
    here, tried, held = ground(seen_by=seen_by), trying.debriefed_trials(), held_pairs()
    aims, groups = targets(), fellows()
    shown, done = first_shown(held, groups), contributing.deed_facts(here, deeds())
    team, role = contributing.groups()
    facts = {
        "conversion": converting.conversion_facts(here, held),
        "needs": needing.need_facts(here),
        "searches": searching.search_facts(here),
        "goals": goals.goal_facts(here, aims, groups),
        "pairs": pairs.pair_facts(here, aims, groups),
        "trial_rate": mastery.trial_facts(here, shown, tried),
        "worked": trying.worked_facts(here, tried),
        "mastery": mastery.mastery_facts(here, shown, tried, held),
        "loops": deciding.loop_facts(here),
        "teams": contributing.grouped(done, team),
        "roles": contributing.grouped(done, role),
    }
    return Gathered(here, facts)
