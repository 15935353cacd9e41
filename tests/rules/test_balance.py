"""The balance: deeds by the way knowledge moves, told when five people or more did them."""

from datetime import UTC, date, datetime

import pytest

from kb.cycle.balance.deeds import Mode
from kb.cycle.balance.queries import QUARTERS, balance
from kb.cycle.figures.quarters import Quarter
from kb.document.revisions.models import Revision, Source
from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.marks.actions import declare_own_work
from kb.practices.models import Audience
from support import make

NOON = datetime(2026, 11, 18, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def a_wednesday_in_november(house):
    with clock.standing_at(NOON):
        yield


@pytest.fixture
def people(house):
    return [make.person(f"Oppija N{number}") for number in range(6)]


def now(mode):
    """Return what is told of this quarter."""
    return balance().numbers[mode][-1]


def test_the_last_quarters_are_in_order_and_this_one_with_them():
    found = balance()

    assert found.quarters[-1] == Quarter(2026, 4)
    assert found.quarters == sorted(found.quarters)
    assert len(found.quarters) == QUARTERS
    assert not found.is_told


@pytest.mark.parametrize(("behind", "told"), [(0, None), (4, None), (5, 5), (6, 6)])
def test_deeds_are_told_when_five_people_did_them(people, petri, behind, told):
    made = make.practice(by=petri)
    for person in people[:behind]:
        make.trial(made, by=person)

    assert now(Mode.INTERNALISATION) == told


def test_many_deeds_of_few_people_are_not_told(people, petri):
    made = make.practice(by=petri)
    for days in range(1, 9):
        make.trial(made, by=people[0], days_ago=days)

    assert now(Mode.INTERNALISATION) is None


def test_a_deed_of_several_counts_once_and_they_are_all_behind_it(people):
    for mentor, learner in (people[:2], people[2:4], people[4:6]):
        make.talk(make.active_pair(mentor, learner))

    assert now(Mode.SOCIALISATION) == 3


def test_each_deed_is_of_its_own_way(people, petri):
    made = make.practice(by=petri)
    for person in people:
        own = make.practice(f"Käytäntö {person.name}", by=person)
        make.document(own, by=person)
        make.note(by=person)
        make.trial(made, by=person, days_ago=3)
        make.trial(made, by=person, days_ago=2)
        declare_own_work(made, by=person)
    make.trial(made, by=people[0], verdict="not_yet")

    assert now(Mode.SOCIALISATION) == len(people)
    assert now(Mode.EXTERNALISATION) == len(people)
    assert now(Mode.COMBINATION) is None
    assert now(Mode.INTERNALISATION) == 3 * len(people)


def test_what_is_put_together_of_texts_is_combined_and_what_was_imported_is_neither(people):
    sources = [Source.COMBINATION] * 5 + [Source.IMPORT]
    for person, source in zip(people, sources, strict=True):
        own = make.practice(f"Käytäntö {person.name}", by=person)
        make.document(own, by=person)
        session.query(Revision).filter_by(practice_id=own.id).update({"source": source})

    assert now(Mode.COMBINATION) == 5
    assert now(Mode.EXTERNALISATION) is None


def test_a_quarter_is_the_one_in_which_it_was_done(people, petri):
    made = make.practice(by=petri)
    ago = (clock.today() - date(2026, 9, 30)).days
    for person in people:
        make.trial(made, by=person, days_ago=ago)

    assert balance().numbers[Mode.INTERNALISATION][-2:] == [6, None]


def test_what_not_everybody_may_see_is_not_counted(people, petri):
    made = make.practice(by=petri)
    for person in people:
        make.trial(made, by=person)
    made.audience = Audience.NAMED
    session.flush()

    assert now(Mode.INTERNALISATION) is None
