"""A trial at work, told with its debrief."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.foundation import clock
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carriers_of
from kb.internalise.trials.actions import note_failure
from kb.internalise.trials.forms import LONGEST, Debrief, typed_day
from kb.internalise.trials.models import Verdict
from kb.internalise.trials.queries import (
    doing_of,
    failed_trials_for,
    trial_by_id,
    trials_of,
)
from support import make


def told(**otherwise):
    form = {
        "tried_on": clock.today().isoformat(),
        "happened": "Asiakas vastasi.",
        "verdict": "worked",
        **otherwise,
    }
    return Debrief.parse(form, language="fi")


def refusal(**otherwise):
    with pytest.raises(InvalidError) as refused:
        told(**otherwise)
    return refused.value.fields


def test_a_trial_demands_the_day_what_happened_and_what_came_of_it():
    assert refusal(tried_on="", happened="  ", verdict="") == {
        "tried_on": "trial.day_needed",
        "happened": "trial.happened_needed",
        "verdict": "trial.verdict_needed",
    }


def test_a_trial_is_not_in_the_future():
    tomorrow = clock.today() + timedelta(days=1)

    assert refusal(tried_on=tomorrow.isoformat()) == {"tried_on": "trial.future"}
    assert told(tried_on=clock.today().isoformat()).tried_on == clock.today()


def test_what_did_not_work_says_why():
    assert refusal(verdict="failed") == {"why": "trial.why_needed"}
    assert told(verdict="failed", why="Väärä hetki.").why == "Väärä hetki."


def test_a_verdict_is_one_of_four():
    assert refusal(verdict="splendid") == {"verdict": "trial.verdict_needed"}


def test_a_trial_is_not_a_novel():
    assert refusal(happened="a" * (LONGEST + 1)) == {"happened": "trial.too_long"}


@given(st.text(max_size=20))
def test_any_typing_is_a_day_or_none(raw):
    day = typed_day(raw)

    assert day is None or day == typed_day(day.isoformat())


def test_nobody_tries_what_they_hold(petri):
    practice = make.practice(by=petri)

    with pytest.raises(DomainError) as refused:
        make.trial(practice, by=petri)

    assert refused.value.key == "trial.own"


def test_an_undocumented_practice_may_be_tried(petri, noora):
    practice = make.practice(by=petri)

    trial = make.trial(practice, by=noora)

    assert trial.debriefed_at
    assert list(trials_of(practice, seen_by=noora)) == [trial]


def test_no_chance_yet_is_no_evidence(petri, noora):
    practice = make.practice(by=petri)

    trial = make.trial(practice, by=noora, verdict=Verdict.NOT_YET)

    assert trial.debriefed_at is None
    assert doing_of(noora, practice).different == 0


@pytest.mark.parametrize("verdict", [Verdict.WORKED, Verdict.ADAPTED])
def test_who_succeeded_can_do_it(petri, noora, verdict):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, verdict=verdict)

    carrier = carriers_of(practice)[0]
    assert carrier.person == noora
    assert [reason.basis for reason in carrier.reasons] == [Basis.TRIALLED]


@pytest.mark.parametrize("verdict", [Verdict.FAILED, Verdict.NOT_YET])
def test_who_did_not_succeed_is_no_carrier(petri, noora, verdict):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, verdict=verdict)

    assert [carrier.person for carrier in carriers_of(practice)] == [petri]


def test_two_on_one_day_in_one_situation_are_one(petri, noora):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, situation="Sote-05")
    make.trial(practice, by=noora, situation="sote-05")

    assert doing_of(noora, practice).different == 1
    assert doing_of(noora, practice).still_needed == 1


def test_an_untold_situation_is_no_other_situation(petri, noora):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, situation="Sote-05")
    make.trial(practice, by=noora)

    assert doing_of(noora, practice).different == 1


def test_two_situations_on_one_day_are_two(petri, noora):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, situation="Sote-05")
    make.trial(practice, by=noora, situation="Sote-11")

    assert doing_of(noora, practice).still_needed == 0


def test_two_failures_need_a_success(petri, noora):
    practice = make.practice(by=petri)

    make.trial(practice, by=noora, verdict=Verdict.FAILED, days_ago=3)
    make.trial(practice, by=noora, verdict=Verdict.FAILED, days_ago=2)

    assert doing_of(noora, practice).still_needed == 1


def test_the_holder_hears_of_what_did_not_work_until_they_have_seen_it(petri, noora):
    practice = make.practice(by=petri)
    make.trial(practice, by=noora)
    failed = make.trial(practice, by=noora, verdict=Verdict.FAILED)
    assert list(failed_trials_for(petri)) == [failed]
    assert list(failed_trials_for(noora)) == []

    note_failure(failed, by=petri)

    assert list(failed_trials_for(petri)) == []
    assert failed in trials_of(practice, seen_by=petri)


def test_a_failure_of_last_spring_is_no_news(petri, noora):
    practice = make.practice(by=petri)

    with clock.standing_at(clock.days_ago(31)):
        make.trial(practice, by=noora, verdict=Verdict.FAILED)

    assert list(failed_trials_for(petri)) == []


def test_only_a_holder_notes_a_failure(petri, noora, aino):
    failed = make.trial(make.practice(by=petri), by=noora, verdict=Verdict.FAILED)

    with pytest.raises(NotAllowedError):
        note_failure(failed, by=aino)

    assert failed.noted_at is None


def test_trials_of_what_one_may_not_see_are_not_seen(petri, noora, aino):
    practice = make.practice(by=petri)
    trial = make.trial(practice, by=noora)
    practice.opened_at = None

    with pytest.raises(NotFoundError):
        trial_by_id(trial.id, seen_by=aino)

    assert list(trials_of(practice, seen_by=aino)) == []
    assert list(trials_of(practice, seen_by=petri)) == [trial]


def test_the_newest_trial_comes_first(petri, noora):
    practice = make.practice(by=petri)
    older = make.trial(practice, by=noora, days_ago=9)
    newer = make.trial(practice, by=noora, days_ago=1)

    assert list(trials_of(practice, seen_by=noora)) == [newer, older]
