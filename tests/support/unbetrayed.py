"""Whether figures that are told beside each other give anybody away, by plain sets of facts."""

from itertools import permutations

from kb.cycle.figures.facts import people_behind
from kb.cycle.figures.scopes import Dimension

FEW = {1, 2, 3, 4}


def assert_safe(shown, scopes):
    """Walk every pair of views by plain sets, without the arithmetic of the house."""
    facts = {at: {id(one) for one in there} for at, there in shown.items()}
    people = {at: people_behind(there) for at, there in shown.items()}
    assert all(len(one) >= 5 for one in people.values())
    for wide, narrow in permutations(shown, 2):
        if facts[narrow] <= facts[wide]:
            left = [one for one in shown[wide] if id(one) not in facts[narrow]]
            assert len(people_behind(left)) not in FEW
            assert len(people[wide]) - len(people[narrow]) not in FEW
    for dimension in Dimension:
        places = [at for at in shown if scopes.all[at].dimension is dimension]
        if places:
            taken = set().union(*(facts[at] for at in places))
            left = [one for one in shown[0] if id(one) not in taken]
            assert len(people_behind(left)) not in FEW
