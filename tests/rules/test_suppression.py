"""R10: what is told of people is told of five or more, and gives nobody away."""

from datetime import date, timedelta
from random import Random

import pytest

from kb.cycle.figures.facts import Counted, Fact, people_behind
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import QUARTERS, Scopes
from kb.cycle.figures.suppression import Rest, Telling, offered_in, parts_of
from kb.foundation import clock
from kb.people.models import Industry
from kb.practices.models import Area
from support.unbetrayed import assert_safe

QUALITY, SERVICES, ENERGY = Area.QUALITY, Area.SERVICES, Industry.ENERGY


@pytest.fixture
def scopes():
    return Scopes()


def facts_of(scopes, people, *values, part=None):
    return [Fact(scopes.bits(values), (person,), part=part) for person in people]


def told(facts, scopes):
    telling = Telling(facts, scopes)
    return {one.value for at, one in enumerate(scopes.all) if telling.facts_in(at) is not None}


@pytest.mark.parametrize(("people", "is_told"), [(0, False), (1, False), (4, False), (5, True)])
def test_a_figure_is_told_of_five_people_and_of_no_fewer(scopes, people, is_told):
    facts = facts_of(scopes, range(people))

    assert (told(facts, scopes) == {None}) is is_told


def test_many_facts_of_four_people_are_still_of_four(scopes):
    facts = facts_of(scopes, [1, 2, 3, 4] * 50)

    assert told(facts, scopes) == set()


@pytest.mark.parametrize(("beside", "is_told"), [(1, False), (4, False), (5, True)])
def test_a_part_is_told_when_what_is_beside_it_is_of_five_too(scopes, beside, is_told):
    facts = [
        *facts_of(scopes, range(10), QUALITY),
        *facts_of(scopes, range(10, 10 + beside), SERVICES),
    ]

    assert (QUALITY in told(facts, scopes)) is is_told


def test_whoever_is_in_the_part_alone_is_not_given_away_by_how_many_there_are(scopes):
    facts = [
        *facts_of(scopes, range(12), QUALITY),
        *facts_of(scopes, range(2, 14), SERVICES),
    ]

    assert told(facts, scopes) == {None}


def test_a_part_within_a_part_differs_from_it_by_nobody_or_by_five(scopes):
    facts = [
        *facts_of(scopes, range(8), QUALITY, ENERGY),
        *facts_of(scopes, range(8, 11), QUALITY),
        *facts_of(scopes, range(20, 40), SERVICES),
    ]

    assert told(facts, scopes) == {None, QUALITY, SERVICES}


def test_quarters_that_are_told_leave_no_few_people_over(scopes):
    this = Quarter.of(clock.today())
    facts = [
        *facts_of(scopes, range(10), this),
        *facts_of(scopes, range(10, 20), this.before),
        *facts_of(scopes, range(20, 23), this.before.before),
    ]

    shown = told(facts, scopes)

    assert len(shown & {this, this.before}) == 1


def test_a_scope_is_offered_when_five_are_in_it_and_five_beside_it(scopes):
    def offered(within, beside):
        facts = [
            *facts_of(scopes, range(within), QUALITY),
            *facts_of(scopes, range(100, 100 + beside)),
        ]
        return {scopes.all[place].value for place in offered_in(facts, scopes)}

    assert QUALITY in offered(5, 5)
    assert QUALITY not in offered(4, 6)
    assert QUALITY not in offered(6, 4)
    assert QUALITY not in offered(6, 0)


def test_parts_of_too_few_stand_together_with_as_many_as_it_takes(scopes):
    facts = [
        *facts_of(scopes, range(9), part="many"),
        *facts_of(scopes, range(10, 16), part="enough"),
        *facts_of(scopes, range(20, 22), part="two"),
        *facts_of(scopes, range(30, 31), part="one"),
    ]

    parts = {part: len(people_behind(there)) for part, there in parts_of(facts).items()}

    assert parts == {"many": 9, Rest.OTHERS: 9}


def test_of_a_part_of_the_programme_all_rows_are_told_or_none(scopes):
    facts = [
        *facts_of(scopes, range(10), QUALITY, part="mentoring"),
        *facts_of(scopes, range(10), SERVICES, part="mentoring"),
        *facts_of(scopes, range(3), QUALITY, part="covering"),
        *facts_of(scopes, range(10), SERVICES, part="covering"),
    ]
    telling = Telling(facts, scopes)
    quality = next(at for at, one in enumerate(scopes.all) if one.value == QUALITY)

    assert telling.facts_in(quality)
    assert telling.parts_in(quality) is None
    assert set(telling.parts_in(0)) == {"mentoring", "covering"}


def drawn(scopes, chance):
    """Return facts of few people in few places, so that much is nearly told."""
    people, days = range(chance.randint(5, 40)), QUARTERS * 80
    areas, industries = chance.sample(list(Area), 3), chance.sample(list(Industry), 2)
    return [
        Fact(
            scopes.bits(chance.sample(areas, chance.randint(0, 2)))
            | scopes.bits(chance.sample(industries, chance.randint(0, 2)))
            | scopes.bits_of_day(clock.today() - timedelta(chance.randrange(days) // 4)),
            tuple(chance.sample(people, chance.randint(1, 2))),
            part=chance.choice("abcd"),
        )
        for _ in range(chance.randint(20, 300))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_no_two_told_views_of_which_one_holds_the_other_differ_by_one_to_four(scopes, seed):
    facts = drawn(scopes, Random(seed))  # noqa: S311 - drawn for a test, again the same
    offered = offered_in(facts, scopes)
    telling = Telling(facts, scopes, offered)

    shown = {at: telling.facts_in(at) for at in offered if telling.facts_in(at) is not None}

    assert_safe(shown, scopes)
    for part in parts_of(facts):
        rows = {at: (telling.parts_in(at) or {}).get(part) for at in shown}
        assert_safe({at: there for at, there in rows.items() if there}, scopes)


def test_people_are_counted_once_for_each_scope(scopes):
    facts = [
        *facts_of(scopes, [1, 1, 2], QUALITY),
        *facts_of(scopes, [2, 3], SERVICES),
    ]
    counted = Counted(facts, len(scopes))
    quality, services = (
        next(at for at, one in enumerate(scopes.all) if one.value == value)
        for value in (QUALITY, SERVICES)
    )

    assert [int(counted.people[at]) for at in (0, quality, services)] == [3, 2, 2]
    assert counted.people_between(0, quality) == 2
    assert counted.people_beyond([quality]) == 2
    assert counted.people_beyond([quality, services]) == 0


def test_a_quarter_knows_its_days_and_its_address():
    quarter = Quarter.of(date(2026, 11, 28))

    assert str(quarter) == "2026-4"
    assert Quarter.parse("2026-4") == quarter
    assert (quarter.first, quarter.last) == (date(2026, 10, 1), date(2026, 12, 31))
    assert Quarter(2027, 1).before == quarter
    assert [Quarter.parse(raw) for raw in ("2026-5", "2026-0", "0-1", "x", "2026", "-1")] == [
        None
    ] * 6
