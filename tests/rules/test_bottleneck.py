"""Where the cycle is stuck: ages by the days of the evidence, checked by SQL of its own."""

from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from statistics import median

import pytest
from sqlalchemy import text

from kb.cycle.board.forms import Cut
from kb.cycle.bottleneck.queries import standstill, worklist
from kb.document.revisions.actions import hand_over
from kb.document.revisions.forms import Wording
from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.internalise.marks.actions import declare_own_work
from kb.people.models import Industry
from kb.practices.models import Audience
from kb.share.shadowing.models import Presence
from kb.stages.evidence import Stage
from support import make

EVERYTHING = Cut()


@contextmanager
def days_ago(days):
    """Let what follows happen so many days ago, at noon."""
    day = clock.today() - timedelta(days=days)
    with clock.standing_at(datetime.combine(day, time(10), tzinfo=UTC)):
        yield


def ages(person, cut=EVERYTHING):
    """Return for each stage how many days each practice has been there, the longest first."""
    halts = standstill(cut, seen_by=person).halts
    return {halt.stage: [one.days for one in halt.aged] for halt in halts if halt.aged}


def named(title, *, by, days):
    with days_ago(days):
        return make.practice(title, by=by)


def written(title, *, by, named_ago, days):
    made = named(title, by=by, days=named_ago)
    with days_ago(days):
        make.document(made, by=by)
    return made


def test_an_age_is_counted_from_the_day_on_which_the_stage_was_reached(petri, noora):
    named("Tunnistettu", by=petri, days=40)
    written("Kirjattu", by=petri, named_ago=90, days=12)
    shared = written("Jaettu", by=petri, named_ago=90, days=60)
    with days_ago(7):
        make.talk(make.active_pair(petri, noora), shared)

    assert ages(noora) == {Stage.IDENTIFIED: [40], Stage.DOCUMENTED: [12], Stage.SHARED: [7]}


def test_what_was_shared_before_it_was_written_has_waited_since_it_was_written(petri, noora):
    early = named("Ensin läpi", by=petri, days=50)
    with days_ago(30):
        make.talk(make.active_pair(petri, noora), early)
    before = ages(noora)
    with days_ago(20):
        make.document(early, by=petri)

    assert before == {Stage.IDENTIFIED: [50]}
    assert ages(noora) == {Stage.SHARED: [20]}


def test_who_holds_it_may_come_after_who_noticed_it(petri, noora):
    made = named("Osaaja löytyi myöhemmin", by=petri, days=40)
    session.query(CarrierReason).filter_by(practice_id=made.id).delete()
    without = ages(noora)
    with days_ago(5):
        add_basis(noora, made, basis=Basis.DECLARED)

    assert without == {Stage.CANDIDATE: [40]}
    assert ages(noora) == {Stage.IDENTIFIED: [5]}


def test_a_later_wording_makes_nothing_younger(petri):
    made = written("Uudistettu", by=petri, named_ago=90, days=60)
    with days_ago(3):
        wording = Wording.parse({"title": made.title, "action": "Soitan heti."})
        newer = replace(wording, base_id=current_revision(made, "fi").id)
        hand_over(made, "fi", newer, by=petri)

    assert ages(petri) == {Stage.DOCUMENTED: [60]}


def test_the_first_way_of_sharing_counts_whichever_it_was(petri, noora):
    made = written("Monesti jaettu", by=petri, named_ago=90, days=80)
    with days_ago(9):
        make.shadowing(made, host=petri, guest=noora, kind=Presence.SHADOWING)
    with days_ago(4):
        make.talk(make.active_pair(petri, noora), made)

    assert ages(noora) == {Stage.SHARED: [9]}


def test_what_has_come_through_waits_for_nothing(petri, noora):
    made = written("Omaa työtä", by=petri, named_ago=90, days=80)
    make.talk(make.active_pair(petri, noora), made)
    make.trial(made, by=noora, days_ago=5)
    make.trial(made, by=noora, days_ago=3)
    declare_own_work(made, by=noora)

    found = standstill(EVERYTHING, seen_by=noora)

    assert (found.through, found.bottleneck) == (1, None)


def test_the_bottleneck_is_the_longest_median_and_not_the_oldest_one(petri):
    for days in (10, 20, 300):
        named(f"Tunnistettu {days}", by=petri, days=days)
    for days in (60, 70):
        written(f"Kirjattu {days}", by=petri, named_ago=days + 100, days=days)

    found = standstill(EVERYTHING, seen_by=petri)

    medians = {halt.stage: (halt.median, halt.longest) for halt in found.halts if halt.aged}
    assert medians == {Stage.IDENTIFIED: (20, 300), Stage.DOCUMENTED: (65, 70)}
    assert found.bottleneck.stage is Stage.DOCUMENTED


def test_of_two_as_long_the_earlier_stage_is_the_bottleneck(petri):
    named("Tunnistettu", by=petri, days=30)
    written("Kirjattu", by=petri, named_ago=90, days=30)

    assert standstill(EVERYTHING, seen_by=petri).bottleneck.stage is Stage.IDENTIFIED


def test_a_limit_keeps_to_what_it_says_and_the_hidden_tells_nothing(petri, noora):
    made = named("Energia", by=petri, days=10)
    made.place([Industry.ENERGY], [], [])
    hidden = named("Vain Petrille", by=petri, days=99)
    hidden.audience = Audience.NAMED
    session.flush()

    assert ages(petri) == {Stage.IDENTIFIED: [99, 10]}
    assert ages(noora) == {Stage.IDENTIFIED: [10]}
    assert ages(petri, Cut(industry=Industry.RETAIL)) == {}
    shown = worklist(Stage.IDENTIFIED, EVERYTHING, seen_by=noora, number=1)
    assert [card.practice.title for _, card in shown.items] == ["Energia"]


def test_a_worklist_begins_with_what_has_waited_longest(petri):
    for days in (5, 50, 20):
        named(f"Odottanut {days}", by=petri, days=days)

    shown = worklist(Stage.IDENTIFIED, EVERYTHING, seen_by=petri, number=1)

    assert [(aged.days, card.practice.title) for aged, card in shown.items] == [
        (50, "Odottanut 50"),
        (20, "Odottanut 20"),
        (5, "Odottanut 5"),
    ]


# The same asked in another way: of each practice written and never met over, one date a row.
WRITTEN_AND_NOT_SHARED = text("""
    SELECT CAST(julianday(:today) - julianday(max(
        date(p.made_at), date(p.published_at),
        (SELECT min(date(i.at)) FROM identification i WHERE i.practice_id = p.id),
        (SELECT min(date(c.since)) FROM carrier_reason c
          WHERE c.practice_id = p.id AND c.basis = 'declared')
    )) AS INTEGER) AS days
    FROM practice p
    WHERE EXISTS (SELECT 1 FROM revision r
                  WHERE r.practice_id = p.id AND r.state = 'published')
      AND NOT EXISTS (SELECT 1 FROM session_practice s WHERE s.practice_id = p.id)
    ORDER BY days DESC
""")


@pytest.mark.parametrize("many", [1, 8])
def test_the_ages_are_what_sql_of_its_own_finds(petri, noora, many):
    pair = make.active_pair(petri, noora)
    for number in range(many):
        made = written(
            f"K {number}", by=petri, named_ago=200 - number, days=(37 * number) % 90 + 1
        )
        if number % 3 == 2:
            make.talk(pair, made)

    days = list(session.scalars(WRITTEN_AND_NOT_SHARED, {"today": clock.today().isoformat()}))
    (halt,) = (
        one
        for one in standstill(EVERYTHING, seen_by=noora).halts
        if one.stage is Stage.DOCUMENTED
    )

    assert [one.days for one in halt.aged] == days
    assert halt.median == median(days)
    assert halt.longest == max(days)
