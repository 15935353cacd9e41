"""Talk leads to an invitation to try; a trial fulfils the plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.internalise.plans.actions import dismiss_plan, keep_plan, make_plan, renew_plan
from kb.internalise.plans.forms import Intention
from kb.internalise.plans.queries import doing_means, open_plans_of, plan_of
from kb.internalise.trials.models import Verdict
from kb.share.means import Means
from kb.share.mentoring.forms import Task
from support import make

WAITING = Intention("Sote-05 on ollut hiljaa viikon", "soitan", None)


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


@pytest.fixture
def pair(petri, noora):
    return make.active_pair(petri, noora)


def invited(pair, practice):
    make.talk(pair, practice)
    (plan,) = open_plans_of(pair.learner)
    return plan


def test_the_agreed_task_becomes_the_learners_plan(pair, practice, noora):
    due = clock.today() + timedelta(days=9)
    task = Task(practice.id, "Sote-05 on ollut hiljaa viikon", "soitan", due)

    held = make.talk(pair, practice, task=task)

    (plan,) = open_plans_of(noora)
    assert (plan.practice, plan.when, plan.then) == (practice, task.when, task.then)
    assert (plan.due_on, plan.session_id) == (due, held.id)


def test_talk_without_a_task_invites_to_try(pair, practice, noora):
    make.talk(pair, practice)

    (plan,) = open_plans_of(noora)
    assert plan.practice == practice
    assert plan.is_invitation


def test_nobody_is_invited_to_try_what_is_not_written(pair, petri, noora):
    make.talk(pair, make.practice(by=petri))

    assert list(open_plans_of(noora)) == []


def test_nobody_is_invited_twice(pair, practice, noora):
    make.talk(pair, practice)
    make.talk(pair, practice)

    assert len(open_plans_of(noora)) == 1


def test_nobody_is_invited_to_what_they_have_tried(pair, practice, noora):
    make.trial(practice, by=noora)

    make.talk(pair, practice)

    assert list(open_plans_of(noora)) == []


def test_nobody_is_invited_to_their_own_knowledge(petri, noora, practice):
    make.talk(make.active_pair(noora, petri), practice)

    assert list(open_plans_of(petri)) == []


def test_a_task_gives_words_to_an_open_invitation(pair, practice, noora):
    plan = invited(pair, practice)

    make.talk(pair, practice, task=Task(practice.id, "Sote-05 on hiljaa", "soitan"))

    assert list(open_plans_of(noora)) == [plan]
    assert plan.then == "soitan"


def test_a_debriefed_trial_fulfils_the_plan(pair, practice, noora):
    plan = invited(pair, practice)

    make.trial(practice, by=noora, verdict=Verdict.FAILED)

    assert plan.done_at
    assert list(open_plans_of(noora)) == []


def test_a_plan_waits_while_there_was_no_chance(pair, practice, noora):
    plan = invited(pair, practice)

    make.trial(practice, by=noora, verdict=Verdict.NOT_YET)

    assert list(open_plans_of(noora)) == [plan]


def test_another_learners_trial_fulfils_nothing(pair, practice, noora, aino):
    invited(pair, practice)

    make.trial(practice, by=aino)

    assert len(open_plans_of(noora)) == 1


def test_the_learner_says_when_and_how(pair, practice):
    plan = invited(pair, practice)

    keep_plan(plan, Intention.parse({"when": "Kun Sote-05 on hiljaa", "then": "niin soitan."}))

    assert (plan.when, plan.then) == ("Sote-05 on hiljaa", "soitan")
    assert not plan.is_invitation


def test_a_plan_needs_a_deed_and_a_situation_or_a_day_that_is_one():
    with pytest.raises(InvalidError) as empty:
        Intention.parse({"when": " ", "then": "", "due_on": ""})
    with pytest.raises(InvalidError) as unclear:
        Intention.parse({"then": "soitan", "due_on": "soon"})

    assert empty.value.fields == {
        "when": "plan.situation_or_day",
        "then": "plan.deed_needed",
    }
    assert unclear.value.fields == {"due_on": "plan.day_unknown"}


def test_a_day_is_enough_for_a_plan():
    intention = Intention.parse({"when": "", "then": "soitan", "due_on": "2026-12-04"})

    assert (intention.when, intention.due_on) == ("", date(2026, 12, 4))


def test_anybody_but_its_holder_plans_to_try_a_practice(practice, petri, jesse):
    plan = make_plan(practice, WAITING, by=jesse)

    assert list(open_plans_of(jesse)) == [plan]
    with pytest.raises(DomainError, match="plan.own"):
        make_plan(practice, WAITING, by=petri)


def test_of_one_practice_there_is_one_plan_at_a_time(pair, practice, noora):
    invitation = invited(pair, practice)

    assert make_plan(practice, WAITING, by=noora) is invitation


def test_talk_is_not_offered_as_a_means_of_doing(practice, jesse):
    offered = {one.key for one in doing_means()}

    assert {Means.COVERING, Means.PAIR_WORK, Means.PROJECT_GROUP} <= offered
    assert not offered & {Means.READING, Means.MENTORING, Means.GUIDANCE, Means.STUDY_CIRCLE}
    with pytest.raises(InvalidError) as refused:
        make_plan(practice, replace(WAITING, means=Means.MENTORING.value), by=jesse)
    assert refused.value.fields == {"means": "plan.means_do_not_internalise"}


def test_a_means_taken_out_of_use_stays_in_the_plan_that_has_it(practice, jesse):
    plan = make_plan(practice, replace(WAITING, means=Means.COVERING.value), by=jesse)
    plan.means = "added-1"

    keep_plan(plan, replace(WAITING, means="added-1"))

    assert plan.means == "added-1"


def test_a_plans_new_day_lies_ahead(pair, practice):
    plan = invited(pair, practice)
    yesterday = clock.today() - timedelta(days=1)

    with pytest.raises(InvalidError) as refused:
        keep_plan(plan, Intention("Sote-05 on hiljaa", "soitan", yesterday))

    assert refused.value.fields == {"due_on": "plan.past"}


def test_a_late_plan_may_be_reworded_without_a_new_day(pair, practice):
    plan = invited(pair, practice)
    plan.due_on = clock.today() - timedelta(days=1)
    assert plan.is_late

    keep_plan(plan, Intention("Sote-05 on hiljaa", "soitan", plan.due_on))

    assert plan.then == "soitan"


def test_a_plan_already_tried_is_not_changed(pair, practice, noora):
    plan = invited(pair, practice)
    make.trial(practice, by=noora)

    with pytest.raises(DomainError):
        keep_plan(plan, Intention("Sote-05 on hiljaa", "soitan", None))
    with pytest.raises(DomainError):
        dismiss_plan(plan)


def test_a_dismissed_plan_can_be_taken_up_again(pair, practice, noora):
    plan = invited(pair, practice)

    dismiss_plan(plan)
    assert list(open_plans_of(noora)) == []
    renew_plan(plan)

    assert list(open_plans_of(noora)) == [plan]


def test_a_plan_is_seen_by_its_learner_alone(pair, practice, petri, leena, noora):
    plan = invited(pair, practice)

    for other in (petri, leena):
        with pytest.raises(NotFoundError):
            plan_of(other, plan.id)

    assert plan_of(noora, plan.id) == plan


def test_the_nearest_day_stands_first(pair, petri, noora):
    first, second, third = (make.practice(title, by=petri) for title in ("A1", "B2", "C3"))
    today = clock.today()
    for practice, due in ((first, None), (second, 9), (third, 2)):
        day = today + timedelta(days=due) if due else None
        make.talk(pair, practice, task=Task(practice.id, "on hetki", "kokeilen", day))

    assert [plan.practice for plan in open_plans_of(noora)] == [third, second, first]
