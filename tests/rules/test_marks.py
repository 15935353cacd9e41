"""What a learner says of themselves, and what backs it (R6)."""

import pytest
from sqlalchemy import update

from kb.foundation import news
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.internalise.marks.actions import declare_own_work, toggle_reading
from kb.internalise.marks.events import BecameOwnWork
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.marks.queries import (
    LearnerState,
    deeds_of,
    internalised_by,
    internalised_practice_ids,
    may_declare,
    states_by_practice,
    states_of,
    trials_still_needed,
)
from kb.internalise.trials.models import Verdict
from kb.reactions import REACTIONS
from kb.share.mentoring.forms import Task
from support import make


@pytest.fixture
def practice(petri):
    return make.practice(by=petri)


def tried_twice(practice, learner):
    make.trial(practice, by=learner, days_ago=9)
    make.trial(practice, by=learner, days_ago=2)


def state_of(person, practice):
    return states_by_practice(person).get(practice.id, LearnerState.NONE)


def internalised():
    return set(session.scalars(internalised_practice_ids()))


def test_reading_is_ones_own_mark(practice, noora, aino):
    assert toggle_reading(practice, by=noora)

    assert state_of(noora, practice) is LearnerState.READ
    assert state_of(aino, practice) is LearnerState.NONE


def test_a_second_press_takes_the_mark_back(practice, noora):
    toggle_reading(practice, by=noora)

    assert not toggle_reading(practice, by=noora)

    assert state_of(noora, practice) is LearnerState.NONE


def test_a_holder_sets_no_learners_marks(practice, petri):
    for mark in (toggle_reading, declare_own_work):
        with pytest.raises(DomainError) as refused:
            mark(practice, by=petri)
        assert refused.value.key == "mark.own"
    assert deeds_of(petri, practice).is_holder
    assert not may_declare(petri, practice)


def test_reading_is_not_doing(practice, noora):
    toggle_reading(practice, by=noora)

    with pytest.raises(DomainError) as refused:
        declare_own_work(practice, by=noora)

    assert refused.value.key == "mark.two_trials"


def test_talk_does_not_internalise(practice, petri, noora):
    pair = make.active_pair(petri, noora)
    task = Task(practice.id, "Sote-05 on hiljaa", "soitan")
    for _ in range(5):
        make.talk(pair, practice, task=task)

    with pytest.raises(DomainError) as refused:
        declare_own_work(practice, by=noora)

    assert refused.value.key == "mark.two_trials"
    assert trials_still_needed(noora, practice) == 2
    assert internalised() == set()


def test_one_trial_is_not_enough(practice, noora):
    make.trial(practice, by=noora)

    assert trials_still_needed(noora, practice) == 1
    with pytest.raises(DomainError):
        declare_own_work(practice, by=noora)
    assert state_of(noora, practice) is LearnerState.TRIED


def test_two_trials_and_ones_word_make_it_own_work(practice, noora):
    tried_twice(practice, noora)
    assert may_declare(noora, practice)
    assert internalised() == set()

    declare_own_work(practice, by=noora)

    assert state_of(noora, practice) is LearnerState.OWN_WORK
    assert internalised() == {practice.id}
    assert list(internalised_by(practice)) == [noora]
    assert not may_declare(noora, practice)


def test_two_failures_are_no_own_work(practice, noora):
    make.trial(practice, by=noora, verdict=Verdict.FAILED, days_ago=9)
    make.trial(practice, by=noora, verdict=Verdict.FAILED, days_ago=2)

    with pytest.raises(DomainError):
        declare_own_work(practice, by=noora)


def test_a_failure_and_a_success_are_enough(practice, noora):
    make.trial(practice, by=noora, verdict=Verdict.FAILED, days_ago=9)
    make.trial(practice, by=noora, verdict=Verdict.ADAPTED, days_ago=2)

    declare_own_work(practice, by=noora)

    assert internalised() == {practice.id}


def test_own_work_is_declared_and_told_once(practice, noora):
    heard = []
    news.wire({BecameOwnWork: [heard.append]})
    tried_twice(practice, noora)

    declare_own_work(practice, by=noora)
    declare_own_work(practice, by=noora)
    news.wire(REACTIONS)

    assert heard == [BecameOwnWork(practice.id, noora.id)]
    assert session.query(Mark).where(Mark.kind == MarkKind.OWN_WORK).count() == 1


def test_a_mark_without_doing_counts_for_nothing(practice, noora):
    session.add(Mark(practice=practice, learner=noora, kind=MarkKind.OWN_WORK))
    session.flush()

    assert internalised() == set()
    assert list(internalised_by(practice)) == []


def test_two_learners_halves_are_no_whole(practice, noora, aino):
    make.trial(practice, by=noora, days_ago=9)
    make.trial(practice, by=aino, days_ago=2)
    session.add(Mark(practice=practice, learner=noora, kind=MarkKind.OWN_WORK))
    session.flush()

    assert internalised() == set()


def test_who_became_a_holder_is_no_learner(practice, noora):
    tried_twice(practice, noora)
    declare_own_work(practice, by=noora)

    add_basis(noora, practice, basis=Basis.DECLARED)

    assert internalised() == set()
    assert list(internalised_by(practice)) == []


def test_who_made_it_their_own_stand_alphabetically_and_may_hide(practice, noora, aino):
    for learner in (noora, aino):
        tried_twice(practice, learner)
        declare_own_work(practice, by=learner)
    assert list(internalised_by(practice)) == [aino, noora]

    hide = update(CarrierReason).where(CarrierReason.person_id == aino.id)
    session.execute(hide.values(hidden=True))

    assert list(internalised_by(practice)) == [noora]


def test_my_practices_stand_by_how_far_i_am(practice, petri, noora):
    read, tried = (make.practice(title, by=petri) for title in ("Luettu", "Kokeiltu"))
    toggle_reading(read, by=noora)
    toggle_reading(tried, by=noora)
    make.trial(tried, by=noora, verdict=Verdict.FAILED)
    tried_twice(practice, noora)
    declare_own_work(practice, by=noora)

    assert states_of(noora) == {
        LearnerState.ATTESTED: [],
        LearnerState.OWN_WORK: [practice],
        LearnerState.TRIED: [tried],
        LearnerState.READ: [read],
    }


def test_what_i_may_no_longer_see_is_not_listed(practice, noora):
    toggle_reading(practice, by=noora)
    practice.opened_at = None
    session.flush()

    assert states_of(noora)[LearnerState.READ] == []
