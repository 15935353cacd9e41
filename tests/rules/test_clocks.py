"""Clocks that jump: what waits goes on, in the order in which it came."""

import signal
from datetime import timedelta
from threading import Event

import pytest

from kb.cli.jobs import told_of
from kb.foundation import clock
from kb.foundation.backups.shelf import age_of_newest, next_name
from kb.foundation.db import reading, unit_of_work
from kb.foundation.outbox import dead, drain, post

KIND = "a deed"
JUMPS = {
    "an hour back": timedelta(hours=-1),
    "four years back": timedelta(days=-1461),
    "an hour on": timedelta(hours=1),
    "four years on": timedelta(days=1461),
}
jumps = pytest.mark.parametrize("jump", JUMPS.values(), ids=JUMPS)


@pytest.fixture
def done(app):
    return []


def left(*names):
    with unit_of_work():
        for name in names:
            post(KIND, name=name)


def fails(_batch):
    raise OSError("nobody answers")


@jumps
def test_what_was_left_is_done_in_its_order_whatever_the_clock_says_then(done, jump):
    left("first", "second")
    with clock.standing_at(clock.now() + jump):
        left("third")
        drain({KIND: done.extend})

    assert [one["name"] for one in done] == ["first", "second", "third"]


@jumps
def test_what_was_told_to_wait_waits_no_longer_than_it_may(done, jump):
    left("once")
    with clock.standing_at(clock.now() + jump):
        drain({KIND: fails})
        drain({KIND: done.extend})
        waits = list(done)
    with clock.standing_at(clock.now() + timedelta(minutes=1)):
        drain({KIND: done.extend})

    assert waits == []
    assert done == [{"name": "once"}]


def test_a_backup_of_tomorrow_is_none(tmp_path):
    with clock.standing_at(clock.now() + JUMPS["four years on"]):
        (tmp_path / next_name(sealed=False)).touch()
    assert age_of_newest(tmp_path) is None

    (tmp_path / next_name(sealed=False)).touch()
    assert age_of_newest(tmp_path) < timedelta(hours=1)


def test_what_hangs_stops_nothing_else_and_is_given_up_in_the_end(done):
    left("hangs")
    with unit_of_work():
        post("another", name="goes on")
    deeds = {KIND: lambda _batch: Event().wait(), "another": done.extend}

    told = told_of(deeds, lambda *_: None, longest=0.02)
    for hours in range(9):
        with clock.standing_at(clock.now() + timedelta(hours=hours)):
            drain(told)

    with reading():
        given_up = [(one.kind, one.trouble) for one in dead()]
    assert done == [{"name": "goes on"}]
    assert given_up == [(KIND, "it was not done after 0.02 seconds")]
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)
