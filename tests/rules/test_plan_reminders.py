"""A plan whose day has gone by asks once, and nobody who is to be left alone."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.internalise.plans.actions import dismiss_plan, keep_plan, make_plan
from kb.internalise.plans.forms import Intention
from kb.internalise.plans.queries import open_plans_of, plans_gone_by
from kb.internalise.trials.models import Verdict
from kb.notices.mail.queries import news_to_write
from kb.notices.models import About, Notice, NoticeKind
from kb.notices.plans import ask_of_plans
from kb.notices.queries import news_for
from kb.share.mentoring.forms import Task
from kb.share.pairings.endings import pause_pairing
from support import make


@pytest.fixture
def practice(petri):
    made = make.practice(by=petri)
    make.document(made, by=petri)
    return made


@pytest.fixture
def plan(practice, noora):
    return make_plan(practice, by_tomorrow(), by=noora)


def by_tomorrow():
    return Intention("", "soitan", in_days(1))


def in_days(days):
    return clock.today() + timedelta(days=days)


def later(days):
    return clock.standing_at(clock.now() + timedelta(days=days))


def asked(person):
    mine = Notice.person_id == person.id, Notice.kind == NoticeKind.PLAN_GONE_BY
    return session.scalars(select(Notice).where(*mine)).all()


def worker_runs(times=3):
    for _ in range(times):
        ask_of_plans()


def test_on_its_own_day_nobody_is_asked(plan, noora):
    with later(1):
        worker_runs()

    assert asked(noora) == []


def test_however_often_the_worker_runs_one_is_asked_once(plan, noora):
    for day in (2, 3, 10):
        with later(day):
            worker_runs()

    (notice,) = asked(noora)
    assert (notice.about, notice.about_id) == (About.PLAN, plan.id)


def test_once_seen_it_is_not_asked_again(plan, noora):
    with later(2):
        worker_runs()
        asked(noora)[0].be_seen(by=noora)
    with later(4):
        worker_runs()

    assert len(asked(noora)) == 1


def test_a_new_day_asks_once_more(plan, noora):
    with later(2):
        worker_runs()
        asked(noora)[0].be_seen(by=noora)
        keep_plan(plan, Intention("", "soitan", in_days(5)))
        worker_runs()
        assert len(asked(noora)) == 1
    with later(9):
        worker_runs()

    assert len(asked(noora)) == 2


def test_the_reminder_is_on_ones_own_page_and_in_the_morning_letter(plan, noora, practice):
    with later(2):
        worker_runs(1)
        lines, letter = news_for(noora).lines, news_to_write(noora)

    assert [line.sight.title for line in lines] == [practice.title]
    assert [one.kind for one in letter] == [NoticeKind.PLAN_GONE_BY]


def test_of_what_waits_for_a_situation_nobody_is_asked(practice, noora):
    make_plan(practice, Intention("Sote-05 on hiljaa", "soitan", None), by=noora)

    with later(300):
        assert list(plans_gone_by()) == []


def test_of_what_was_left_be_or_done_nobody_is_asked(practice, plan, aino, noora):
    dismiss_plan(plan)
    make_plan(practice, by_tomorrow(), by=aino)
    make.trial(practice, by=aino, verdict=Verdict.FAILED)

    with later(2):
        assert list(plans_gone_by()) == []


def test_while_a_pair_rests_its_plans_ask_nothing(practice, petri, noora):
    pair = make.active_pair(petri, noora)
    make.talk(pair, practice, task=Task(practice.id, "", "soitan", in_days(1)))
    pause_pairing(pair, in_days(5), by=petri)

    with later(3):
        worker_runs()
        assert asked(noora) == []
        pair.state = make.PairingState.ACTIVE
        worker_runs()

    assert len(asked(noora)) == 1
    assert len(open_plans_of(noora)) == 1


def test_nobody_is_asked_of_what_was_given_up_or_deleted(plan, practice, noora):
    practice.dropped_at = clock.now()
    with later(2):
        assert list(plans_gone_by()) == []
    practice.dropped_at, practice.removed_at = None, clock.now()
    with later(2):
        assert list(plans_gone_by()) == []


def test_who_has_left_is_asked_nothing(plan, noora):
    noora.suspended_at = clock.now()

    with later(2):
        assert list(plans_gone_by()) == []
