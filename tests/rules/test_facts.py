"""How a pair is, by facts: each with its day, told to the two first, and never a score."""

from datetime import timedelta

import pytest

from kb.cycle.pairs.forms import Chosen
from kb.cycle.pairs.queries import every_pair, whole_standings
from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.trials.models import Verdict
from kb.share.means import Means
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.facts import FACTS, Fact, Signs, facts_of
from kb.share.mentoring.forms import Task
from kb.share.mentoring.planning import miss_meeting
from kb.share.mentoring.standing import standings_of
from kb.share.pairings.endings import end_pairing
from kb.share.pairings.forms import Closing
from kb.share.pairings.signing import accept_agreement, write_agreement
from kb.share.pairings.states import Outcome, PairingState
from kb.share.profiles.models import MentorProfile
from support import make


def ago(days):
    return clock.today() - timedelta(days=days)


def told(pairing, person):
    """Return what ``person`` is told, each fact with how many days it has held."""
    (standing,) = standings_of([pairing], seen_by=person)
    return days_of(standing)


def days_of(standing):
    return {one.fact: (clock.today() - one.since).days for one in standing.facts}


@pytest.fixture
def practice(petri):
    return make.practice(by=petri)


def met(pairing, *days, practice=None):
    """Let a pair meet so many days ago each; with a practice, something is agreed to do."""
    task = Task(practice.id, "", "soitan") if practice else None
    for day in days:
        record_session(pairing, make.meeting(task=task, days_ago=day), by=pairing.mentor)


def test_every_fact_is_in_the_table_but_the_one_a_later_stage_knows():
    assert set(Fact) - set(FACTS) == {Fact.NO_TRIAL}


@pytest.mark.parametrize(
    ("signs", "fact", "days"),
    [
        ({"agreement_since": 14}, Fact.AGREEMENT_WAITS, 0),
        ({"agreement_since": 20}, Fact.AGREEMENT_WAITS, 6),
        ({"missed": [9, 3]}, Fact.MISSED, 3),
        ({"missed": [2, 12, 8]}, Fact.MISSED, 8),
        ({"over_capacity_since": 4}, Fact.OVER_CAPACITY, 4),
    ],
)
def test_a_fact_holds_since_its_own_day(petri, noora, signs, fact, days):
    given = {
        name: [ago(one) for one in told] if isinstance(told, list) else ago(told)
        for name, told in signs.items()
    }

    found = facts_of(Signs(make.active_pair(petri, noora), **given))

    assert [(one.fact, one.since) for one in found] == [(fact, ago(days))]


@pytest.mark.parametrize("signs", [{"agreement_since": 13}, {"missed": [5]}])
def test_a_day_or_a_meeting_less_is_none(petri, noora, signs):
    given = {
        name: [ago(one) for one in told] if isinstance(told, list) else ago(told)
        for name, told in signs.items()
    }

    assert facts_of(Signs(make.active_pair(petri, noora), **given)) == ()


def test_what_was_left_lying_is_dated_from_when_it_was_late(petri, noora, practice):
    with clock.standing_at(clock.days_ago(30)):
        waiting = make.agreed_pair(petri, noora)
    quiet = make.active_pair(petri, noora)
    met(quiet, 60, 50, practice=practice)

    assert told(waiting, petri) == {Fact.NOT_BEGUN: 9, Fact.AGREEMENT_WAITS: 16}
    assert told(quiet, petri) == {Fact.QUIET: 8}


def test_a_pair_that_is_over_has_no_facts(petri, noora):
    pairing = make.active_pair(petri, noora)
    met(pairing, 60)
    assert told(pairing, petri)

    end_pairing(pairing, Closing(Outcome.PARTLY, "Aika loppui"), by=petri)

    assert told(pairing, petri) == {}


@pytest.mark.parametrize(("days", "heard"), [(42 + 6, False), (42 + 7, True)])
def test_the_two_hear_at_once_and_the_coordinator_after_seven_days(
    petri, noora, leena, days, heard
):
    pairing = make.active_pair(petri, noora)
    met(pairing, days)

    assert Fact.QUIET in told(pairing, petri)
    assert Fact.QUIET in told(pairing, noora)
    assert (Fact.QUIET in told(pairing, leena)) is heard


def test_a_mentor_over_their_own_limit_is_told_and_the_learner_is_not(
    petri, noora, aino, jesse, leena
):
    session.add(MentorProfile(person_id=petri.id, capacity=1))
    with clock.standing_at(clock.days_ago(20)):
        first = make.active_pair(petri, noora)
    assert told(first, petri) == {}
    with clock.standing_at(clock.days_ago(8)):
        make.active_pair(petri, aino)
    make.active_pair(jesse, petri)  # in which Petri is not the mentor

    assert told(first, petri) == {Fact.OVER_CAPACITY: 8}
    assert told(first, leena) == {Fact.OVER_CAPACITY: 8}
    assert told(first, noora) == {}


def whole(pairing, person):
    (standing,) = whole_standings([pairing], seen_by=person)
    return days_of(standing)


def test_three_talks_without_a_trial_are_told(petri, noora, leena, practice):
    with clock.standing_at(clock.days_ago(40)):
        pairing = make.active_pair(petri, noora)
    pairing.targets = [practice]
    met(pairing, 30, 20, practice=practice)
    assert whole(pairing, petri) == {}

    met(pairing, 8, practice=practice)

    assert whole(pairing, petri) == {Fact.NO_TRIAL: 8}
    assert whole(pairing, leena) == {Fact.NO_TRIAL: 8}
    assert told(pairing, petri) == {}


@pytest.mark.parametrize(
    ("verdict", "days", "missing"),
    [
        (Verdict.WORKED, 5, False),
        (Verdict.FAILED, 5, False),
        (Verdict.NOT_YET, 5, True),
        (Verdict.WORKED, 60, True),  # before there was a pair
    ],
)
def test_any_trial_of_the_goal_ends_it(noora, practice, verdict, days, missing):
    with clock.standing_at(clock.days_ago(40)):
        pairing = make.agreed_pair(practice.author, noora, practice)
    met(pairing, 30, 20, 8, practice=practice)

    make.trial(practice, by=noora, verdict=verdict, days_ago=days)

    assert (Fact.NO_TRIAL in whole(pairing, noora)) is missing


def test_who_only_talks_hears_that_first(petri, noora):
    pairing = make.active_pair(petri, noora)

    met(pairing, 30, 20, 8)

    assert whole(pairing, petri) == {Fact.ONLY_TALKS: 30}


def test_a_trial_of_something_else_is_none_of_the_goal(petri, noora, practice):
    pairing = make.active_pair(petri, noora)
    met(pairing, 30, 20, 8, practice=practice)

    make.trial(make.practice("Muu", by=petri), by=noora, days_ago=1)

    assert Fact.NO_TRIAL in whole(pairing, petri)


def listed(leena, number=1, **chosen):
    return [
        one.pairing for one in every_pair(Chosen(**chosen), seen_by=leena, number=number).items
    ]


def test_all_pairs_stand_by_name_and_are_limited_by_fact_state_and_means(
    petri, noora, aino, leena, practice
):
    quiet, going = make.active_pair(petri, noora), make.active_pair(aino, petri)
    over = make.active_pair(aino, noora)
    met(quiet, 50, practice=practice)
    end_pairing(over, Closing(Outcome.MET, "Onnistui"), by=aino)
    waiting = make.proposed_pair(noora, aino)

    assert listed(leena) == [going, waiting, quiet, over]
    assert listed(leena, fact=Fact.QUIET) == [quiet]
    assert listed(leena, state=PairingState.COMPLETED) == [over]
    assert listed(leena, means=Means.COVERING) == [waiting]
    assert listed(leena, fact=Fact.QUIET, means=Means.COVERING) == []


def test_a_page_holds_thirty_pairs(petri, noora, leena):
    for _ in range(31):
        make.active_pair(petri, noora)

    assert len(listed(leena)) == 30
    assert len(listed(leena, number=2)) == 1


@pytest.mark.parametrize(
    ("asked", "chosen"),
    [
        ({"fact": "quiet", "state": "active"}, Chosen(Fact.QUIET, PairingState.ACTIVE)),
        ({"means": "covering"}, Chosen(means=Means.COVERING)),
        ({"fact": "score", "state": "best", "means": "9"}, Chosen()),
    ],
)
def test_an_address_limits_by_what_there_is(asked, chosen):
    assert Chosen.parse(asked) == chosen


def test_two_meetings_in_a_row_that_were_not_held_are_told_until_one_is(petri, noora, practice):
    pairing = make.active_pair(petri, noora)
    met(pairing, 30, practice=practice)
    for day in (16, 9):
        with clock.standing_at(clock.days_ago(day + 1)):
            planned = make.planned(pairing, by=petri, days=1)
        miss_meeting(planned, by=noora)
    assert told(pairing, petri) == {Fact.MISSED: 9}

    met(pairing, 2, practice=practice)

    assert told(pairing, petri) == {}


def test_an_agreement_worded_anew_waits_for_the_others_yes(petri, noora):
    pairing = make.active_pair(petri, noora)
    with clock.standing_at(clock.days_ago(20)):
        write_agreement(pairing, make.terms(), by=petri)
    assert Fact.AGREEMENT_WAITS in told(pairing, noora)

    accept_agreement(pairing, pairing.agreement.version, by=noora)

    assert Fact.AGREEMENT_WAITS not in told(pairing, noora)
