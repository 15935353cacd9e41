"""Notices: each tells one person one thing, and shows only what they may see of it now."""

from datetime import UTC, datetime, timedelta

import pytest

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.notices.actions import see_all, tell
from kb.notices.meetings import meetings_soon, remind_of_meetings
from kb.notices.models import About, NoticeKind, Topic
from kb.notices.queries import NEWEST, news_for, notice_by_id, notices_of
from kb.people.models import Industry
from kb.practices.models import Audience
from kb.share.mentoring.planning import move_meeting
from kb.share.pairings.actions import accept_pairing
from kb.share.pairings.endings import pause_pairing
from support import make


def told(person, topic, **otherwise):
    tell(person, NoticeKind.NEED_ANSWERED, topic, **otherwise)
    return notices_of(person, 1).items[0]


def question_of(person):
    return Topic(About.NEED, make.need(by=person).id)


def test_somebody_is_told_what_another_did(jesse, marjatta):
    line = told(jesse, question_of(jesse), by=marjatta)

    assert line.sight.title == "Kuka hyväksyy matkalaskun?"
    assert line.notice.by == marjatta
    assert news_for(jesse).total == 1
    assert news_for(marjatta).total == 0


def test_nobody_is_told_what_they_did_themselves(jesse):
    tell(jesse, NoticeKind.NEED_ANSWERED, question_of(jesse), by=jesse)

    assert notices_of(jesse, 1).total == 0


def test_nobody_is_told_who_is_gone(jesse, marjatta):
    topic = question_of(jesse)
    jesse.suspended_at = clock.now()

    tell(jesse, NoticeKind.NEED_ANSWERED, topic, by=marjatta)

    assert notices_of(jesse, 1).total == 0


def test_the_same_told_again_is_one_notice_until_it_is_seen(jesse, marjatta, petri):
    topic = question_of(jesse)
    with clock.standing_at(datetime(2026, 11, 1, tzinfo=UTC)):
        first = told(jesse, topic, by=marjatta)

    again = told(jesse, topic, by=petri)

    assert notices_of(jesse, 1).total == 1
    assert again.notice.id == first.notice.id
    assert again.notice.by == petri
    again.notice.be_seen(by=jesse)
    told(jesse, topic, by=petri)
    assert notices_of(jesse, 1).total == 2


def test_the_newest_come_first_and_a_few_wait_on_ones_own_page(jesse, marjatta):
    days = range(1, NEWEST + 3)
    for day in days:
        with clock.standing_at(datetime(2026, 11, day, tzinfo=UTC)):
            told(jesse, question_of(jesse), by=marjatta)

    moments = [line.notice.made_at.day for line in notices_of(jesse, 1).items]

    assert moments == list(reversed(days))
    assert news_for(jesse).total == len(days)
    assert [one.notice.made_at.day for one in news_for(jesse).lines] == moments[:NEWEST]


def test_what_is_seen_is_new_no_longer_and_stays(jesse, marjatta):
    told(jesse, question_of(jesse), by=marjatta)
    told(jesse, question_of(jesse), by=marjatta)

    see_all(by=jesse)

    assert news_for(jesse).lines == ()
    assert notices_of(jesse, 1).total == 2


def test_of_what_the_reader_may_not_see_nothing_is_shown(jesse, marjatta):
    hidden = make.practice("Salainen tapa", by=marjatta)
    hidden.audience = Audience.NAMED
    session.flush()
    because = {"practice": hidden.id}

    lines = [
        told(jesse, Topic(About.PRACTICE, hidden.id), by=marjatta),
        told(jesse, question_of(marjatta)),
        told(jesse, Topic(About.NEED, 987654)),
    ]
    reasoned = told(jesse, question_of(jesse), because=because)

    assert [line.sight for line in lines] == [None] * 3
    assert reasoned.practice is None


def test_a_reason_is_shown_as_far_as_the_reader_may_see_it(jesse, marjatta):
    practice = make.practice("Soitto hiljaiselle", by=marjatta)
    add_basis(jesse, practice, basis=Basis.TAUGHT)

    line = told(
        jesse, question_of(jesse), because={"practice": practice.id, "industry": "energy"}
    )

    assert line.practice.title == "Soitto hiljaiselle"
    assert line.industry is Industry.ENERGY


def test_a_notice_is_its_readers_alone(jesse, leena, marjatta):
    notice = told(jesse, question_of(jesse), by=marjatta).notice

    assert notice_by_id(notice.id, seen_by=jesse) == notice
    with pytest.raises(NotFoundError):
        notice_by_id(notice.id, seen_by=leena)
    with pytest.raises(NotFoundError):
        notice.be_seen(by=leena)


def kinds_of(person):
    return [line.notice.kind for line in notices_of(person, 1).items]


def test_who_is_asked_to_be_in_a_pair_is_told_and_the_asker_when_it_is_agreed(
    petri, noora, leena
):
    pairing = make.proposed_pair(petri, noora, by=leena)
    assert kinds_of(petri) == kinds_of(noora) == [NoticeKind.PAIR_ASKED]
    assert not news_for(noora).lines  # it waits on her page by itself

    accept_pairing(pairing, "Haluan jakaa tämän", by=petri)
    assert kinds_of(leena) == []
    accept_pairing(pairing, "Haluan oppia tämän", by=noora)

    assert kinds_of(petri)[0] == kinds_of(leena)[0] == NoticeKind.PAIR_AGREED
    assert kinds_of(noora) == [NoticeKind.PAIR_ASKED]


def test_a_meeting_is_reminded_of_once_for_each_time_that_was_agreed_on(petri, noora):
    with clock.standing_at(clock.days_ago(5)):
        meeting = make.planned(make.active_pair(petri, noora), by=petri, days=6)
        quick = make.planned(make.active_pair(petri, noora), by=petri, days=1)
        assert list(meetings_soon()) == []  # agreed on today, for tomorrow
    quick.be_missed()

    remind_of_meetings()
    see_all(by=noora)
    remind_of_meetings()
    assert kinds_of(noora).count(NoticeKind.MEETING_SOON) == 1
    assert kinds_of(petri).count(NoticeKind.MEETING_SOON) == 1

    move_meeting(meeting, make.plan_in(days=4), by=noora)
    assert list(meetings_soon()) == []
    with clock.standing_at(clock.days_ago(-3)):
        remind_of_meetings()
    assert kinds_of(noora).count(NoticeKind.MEETING_SOON) == 2


def test_nobody_is_reminded_of_a_meeting_of_a_pair_that_rests(petri, noora):
    with clock.standing_at(clock.days_ago(5)):
        pairing = make.active_pair(petri, noora)
        make.planned(pairing, by=petri, days=6)
    pause_pairing(pairing, clock.today() + timedelta(days=30), by=petri)

    assert list(meetings_soon()) == []
