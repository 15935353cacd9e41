"""Meetings: planned, moved, held, missed or cancelled; what was told is put right and found."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from kb.cycle.origins import origins_of
from kb.cycle.progress.queries import progress_in
from kb.cycle.provenance.queries import provenance
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.models import Basis, CarrierReason
from kb.internalise.marks.actions import toggle_reading
from kb.internalise.marks.queries import LearnerState
from kb.internalise.plans.queries import open_plans_of
from kb.notices.mail.models import Letter
from kb.notices.models import About, Notice, NoticeKind
from kb.people.actions import suspend
from kb.search.index.texts import things
from kb.search.models import Document, Found
from kb.share.mentoring.actions import (
    amend_session,
    meet_elsewhere,
    record_planned,
    record_session,
)
from kb.share.mentoring.diary import diary_of, missed_by
from kb.share.mentoring.forms import MeetingPlan, Task
from kb.share.mentoring.line import line_of
from kb.share.mentoring.models import MeetingState
from kb.share.mentoring.planning import (
    cancel_meeting,
    miss_meeting,
    move_meeting,
    plan_meeting,
)
from kb.share.mentoring.proposals import propose_practice
from kb.share.mentoring.queries import (
    gone_through_practice_ids,
    last_session,
    session_by_id,
)
from kb.share.mentoring.showing import hide_progress, show_progress
from kb.share.mentoring.standing import standings_of
from kb.share.pairings.actions import accept_pairing
from kb.share.pairings.endings import end_pairing, pause_pairing, resume_pairing
from kb.share.pairings.forms import Closing
from kb.share.pairings.states import Outcome
from kb.share.times import SkippedHourError, times_on
from support import make

PLAN = {"day": "2027-03-15", "begins": "9:00", "ends": "10.30", "zone": "Europe/Helsinki"}
SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)


def parsed(**given):
    return MeetingPlan.parse({**PLAN, **given}, language="fi")


def told_to(person):
    """Return what somebody hears of meetings."""
    kinds = select(Notice.kind).where(
        Notice.person_id == person.id, Notice.about == About.MEETING
    )
    return list(session.scalars(kinds.order_by(Notice.id)))


def messages():
    """Return what calendars are told, once for each of the two."""
    rows = session.execute(select(Letter.method, Letter.sequence).order_by(Letter.id)).all()
    assert rows[::2] == rows[1::2]
    return list(map(tuple, rows[::2]))


def words_found():
    found = session.scalars(select(Document.body).where(Document.kind == Found.SESSION))
    return "\n".join(found)


def over(meeting):
    """Return a moment after the meeting, for the clock to stand at."""
    return clock.standing_at(meeting.ends_at + timedelta(minutes=1))


def test_hours_are_kept_in_utc_with_the_place_whose_hours_they_are():
    winter, summer = (
        times_on(date(2027, 1, 4), time(9), time(10)),
        parsed(day="2027-07-05").times,
    )
    london = parsed(zone="Europe/London").times

    assert winter.starts_at == datetime(2027, 1, 4, 7, tzinfo=UTC)
    assert summer.starts_at == datetime(2027, 7, 5, 6, tzinfo=UTC)
    assert (london.starts_at, london.zone) == (
        datetime(2027, 3, 15, 9, tzinfo=UTC),
        "Europe/London",
    )


def test_an_hour_that_the_clocks_skip_is_refused():
    with pytest.raises(SkippedHourError):
        times_on(SPRING, time(3, 30), time(5))
    with pytest.raises(InvalidError) as refused:
        parsed(day=SPRING.isoformat(), begins="2:30", ends="3:15")

    assert refused.value.fields == {"begins": "session.hour_skipped"}


def test_a_meeting_across_the_skipped_hour_is_as_long_as_it_is():
    times = times_on(SPRING, time(2, 30), time(4, 30))

    assert times.ends_at - times.starts_at == timedelta(hours=1)
    assert not times.comes_twice


def test_of_an_hour_that_comes_twice_the_first_is_meant_and_it_is_said():
    times = times_on(AUTUMN, time(3, 30), time(4, 30))

    assert times.comes_twice
    assert times.starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
    assert times.ends_at - times.starts_at == timedelta(hours=2)
    assert not times_on(AUTUMN, time(9), time(10)).comes_twice


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"day": ""}, {"day": "session.day_unclear"}),
        ({"begins": "25:00"}, {"begins": "session.hour_unclear"}),
        ({"begins": "9.60"}, {"begins": "session.hour_unclear"}),
        ({"ends": "klo"}, {"ends": "session.hour_unclear"}),
        ({"ends": "9:00"}, {"ends": "session.ends_unclear"}),
        ({"begins": "7", "ends": "20:00"}, {"begins": "session.hour_unclear"}),
        ({"begins": "7:00", "ends": "19:01"}, {"ends": "session.ends_unclear"}),
        ({"zone": "Mars/Olympus"}, {"zone": "session.zone_unknown"}),
        ({"zone": "../../etc/passwd"}, {"zone": "session.zone_unknown"}),
        ({"link": "javascript:alert(1)"}, {"link": "session.link_unclear"}),
        ({"link": "https://a b"}, {"link": "session.link_unclear"}),
    ],
)
def test_a_plan_that_cannot_be_read_says_which_part(given, wrong):
    with pytest.raises(InvalidError) as refused:
        parsed(**given)

    assert refused.value.fields == wrong


def test_a_planned_meeting_is_told_to_the_other_and_goes_to_calendars(petri, noora):
    pairing = make.agreed_pair(petri, noora)

    meeting = make.planned(pairing, by=petri)

    assert meeting.state is MeetingState.PLANNED
    assert told_to(noora) == [NoticeKind.MEETING_PLANNED]
    assert told_to(petri) == []
    assert messages() == [("REQUEST", 0)]
    assert diary_of(noora).next_of(pairing) == meeting


def test_no_meeting_is_planned_in_the_past_or_by_others(petri, noora, leena):
    pairing = make.agreed_pair(petri, noora)
    yesterday = MeetingPlan(times_on(clock.today() - timedelta(days=1), time(9), time(10)))

    with pytest.raises(DomainError) as refused:
        plan_meeting(pairing, yesterday, by=petri)
    assert refused.value.key == "session.start_past"
    with pytest.raises(NotAllowedError):
        make.planned(pairing, by=leena)


def test_a_moved_meeting_is_the_same_one_with_its_changes_counted(petri, noora):
    meeting = make.planned(make.agreed_pair(petri, noora), by=petri)
    uid, later = meeting.uid, make.plan_in(days=9, place="Kahvila")

    move_meeting(meeting, later, by=noora)
    move_meeting(meeting, make.plan_in(days=10), by=noora)

    assert (meeting.uid, meeting.sequence) == (uid, 2)
    assert meeting.held_on == clock.today() + timedelta(days=10)
    assert messages() == [("REQUEST", 0), ("REQUEST", 1), ("REQUEST", 2)]
    assert told_to(petri) == [NoticeKind.MEETING_MOVED]


def test_a_cancelled_meeting_stays_cancelled(petri, noora):
    meeting = make.planned(make.agreed_pair(petri, noora), by=petri)

    cancel_meeting(meeting, by=petri)

    assert (meeting.state, meeting.sequence) == (MeetingState.CANCELLED, 1)
    assert messages()[-1] == ("CANCEL", 1)
    assert told_to(noora) == [NoticeKind.MEETING_PLANNED, NoticeKind.MEETING_CANCELLED]
    for deed in (
        lambda: cancel_meeting(meeting, by=petri),
        lambda: move_meeting(meeting, make.plan_in(days=9), by=petri),
        lambda: record_planned(meeting, make.meeting(), by=petri),
    ):
        with pytest.raises(DomainError) as refused:
            deed()
        assert refused.value.key == "session.cannot_move"


def test_the_end_of_a_pair_cancels_what_was_ahead_and_nothing_else(petri, noora):
    pairing, other = make.active_pair(petri, noora), make.active_pair(petri, noora)
    held = record_session(pairing, make.meeting(days_ago=3), by=petri)
    ahead, elsewhere = make.planned(pairing, by=petri), make.planned(other, by=petri)

    end_pairing(pairing, Closing(Outcome.MET, "Onnistui"), by=noora)

    assert [one.state for one in (held, ahead, elsewhere)] == [
        MeetingState.HELD,
        MeetingState.CANCELLED,
        MeetingState.PLANNED,
    ]
    assert (ahead.sequence, messages()[-1]) == (1, ("CANCEL", 1))
    assert NoticeKind.MEETING_CANCELLED in told_to(petri)
    assert NoticeKind.MEETING_CANCELLED not in told_to(noora)
    with pytest.raises(DomainError) as refused:
        make.planned(pairing, by=petri)
    assert refused.value.key == "pairing.not_open"


def test_a_pause_cancels_what_was_ahead_and_going_on_brings_nothing_back(petri, noora):
    pairing = make.active_pair(petri, noora)
    ahead = make.planned(pairing, by=petri)

    pause_pairing(pairing, clock.today() + timedelta(days=30), by=petri)

    assert (ahead.state, messages()[-1]) == (MeetingState.CANCELLED, ("CANCEL", 1))
    with pytest.raises(DomainError):
        make.planned(pairing, by=petri)
    resume_pairing(pairing, by=noora)
    assert ahead.state is MeetingState.CANCELLED
    assert make.planned(pairing, by=noora).state is MeetingState.PLANNED


def test_who_is_let_in_no_more_meets_nobody_and_the_others_are_told(petri, noora, jesse):
    ahead = make.planned(make.active_pair(petri, noora), by=petri)
    elsewhere = make.planned(make.active_pair(petri, jesse), by=petri)

    suspend(noora)

    assert [one.state for one in (ahead, elsewhere)] == [
        MeetingState.CANCELLED,
        MeetingState.PLANNED,
    ]
    assert (ahead.sequence, messages()[-1]) == (1, ("CANCEL", 1))
    assert told_to(petri)[-1] is NoticeKind.MEETING_CANCELLED
    assert NoticeKind.MEETING_CANCELLED not in told_to(jesse)


def test_a_group_meets_without_one_of_its_learners_but_not_without_its_mentor(
    petri, noora, jesse
):
    pairing = make.proposed_group(petri, noora, jesse)
    for person in (noora, jesse):
        accept_pairing(pairing, "Haluan oppia", by=person)
    ahead = make.planned(pairing, by=noora)

    suspend(jesse)
    assert ahead.state is MeetingState.PLANNED

    suspend(petri)
    assert ahead.state is MeetingState.CANCELLED


def test_of_a_group_everybody_is_told_and_each_learner_sees_their_own_way(petri, noora, jesse):
    practice = make.practice(by=petri)
    pairing = make.proposed_group(petri, noora, jesse)
    pairing.targets = [practice]
    for person in (noora, jesse):
        accept_pairing(pairing, "Haluan oppia", by=person)
    show_progress(pairing, by=jesse)

    make.planned(pairing, by=noora)

    for person in (petri, jesse):
        assert NoticeKind.MEETING_PLANNED in told_to(person)
    seen = {one: progress_in(pairing, seen_by=one) for one in (petri, noora, jesse)}
    assert [[one.learner for one in rows] for rows in seen.values()] == [
        [noora, jesse],
        [noora],
        [jesse],
    ]


def test_a_meeting_that_is_over_waits_to_be_told_of(petri, noora):
    meeting = make.planned(make.agreed_pair(petri, noora), by=petri)
    assert list(diary_of(noora).untold) == []

    with over(meeting):
        assert list(diary_of(noora).untold) == [meeting]
        assert list(diary_of(noora).ahead) == []


def test_a_meeting_told_on_its_planned_day_is_the_planned_one(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    meeting, later = make.planned(pairing, by=petri), make.planned(pairing, by=petri, days=9)

    with over(meeting):
        held = record_session(pairing, make.meeting(), by=noora)
        other = meet_elsewhere(pairing, by=noora, language="fi")

    assert (held, meeting.state) == (meeting, MeetingState.HELD)
    assert other not in {meeting, later}
    assert later.state is MeetingState.PLANNED


def test_a_meeting_that_is_going_on_stands_on_the_line_and_is_not_asked_for(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    meeting = make.planned(pairing, by=petri)

    with clock.standing_at(meeting.starts_at + timedelta(minutes=5)):
        (standing,) = standings_of([pairing], seen_by=petri)
        assert [point.held for point in line_of(standing)] == [meeting]
        assert list(diary_of(noora).untold) == []


def test_a_missed_meeting_is_a_fact_and_may_have_been_held_after_all(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    meeting = make.planned(pairing, by=petri)
    with pytest.raises(DomainError) as refused:
        miss_meeting(meeting, by=noora)
    assert refused.value.key == "session.not_begun"

    with over(meeting):
        miss_meeting(meeting, by=noora)
        assert list(missed_by([pairing])) == [meeting]
        record_planned(meeting, make.meeting(), by=noora)

    assert meeting.state is MeetingState.HELD
    assert list(missed_by([pairing])) == []


def test_only_what_was_held_is_evidence_and_found(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    meetings = [make.planned(pairing, by=petri, days=days) for days in (1, 2, 3)]
    for meeting in meetings:
        meeting.practices = [practice]
    session.flush()
    with over(meetings[0]):
        miss_meeting(meetings[0], by=petri)
    cancel_meeting(meetings[1], by=petri)

    (standing,) = standings_of([pairing], seen_by=petri)
    assert standing.meetings == ()
    assert list(session.scalars(gone_through_practice_ids())) == []
    assert last_session(pairing) is None
    assert words_found() == ""
    assert not [texts for kind, _, texts in things() if kind is Found.SESSION and texts]

    with over(meetings[2]):
        record_planned(meetings[2], make.meeting(practice, summary="Kuuntelimme."), by=petri)

    assert list(session.scalars(gone_through_practice_ids())) == [practice.id]
    assert "Kuuntelimme." in words_found()


def test_a_meeting_elsewhere_needs_no_words_and_takes_them_later(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)

    held = meet_elsewhere(pairing, by=noora, language="fi")

    assert (held.held_on, held.state) == (clock.today(), MeetingState.HELD)
    assert words_found() == ""
    task = Task(practice.id, "puhelu tulee", "toistan asian")
    amend_session(held, make.meeting(practice, task=task, summary="Kahvilla."), by=noora)
    assert "Kahvilla." in words_found()
    assert [plan.then for plan in open_plans_of(noora)] == ["toistan asian"]


def test_what_was_told_is_put_right_in_search_and_in_what_it_proves(petri, noora):
    own, other = make.practice("Avaus", by=petri), make.practice("Rajat", by=petri)
    pairing = make.agreed_pair(petri, noora, own, other)
    held = record_session(pairing, make.meeting(own, summary="Ennakkotieto"), by=petri)

    amend_session(held, make.meeting(other, summary="Jälkikäteen"), by=petri)

    assert "Jälkikäteen" in words_found()
    assert "Ennakkotieto" not in words_found()
    assert list(session.scalars(gone_through_practice_ids())) == [other.id]
    taught = select(CarrierReason.practice_id).where(CarrierReason.basis == Basis.TAUGHT)
    assert list(session.scalars(taught)) == [other.id]


def test_what_another_meeting_taught_stays_taught(petri, noora):
    practice = make.practice(by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    record_session(pairing, make.meeting(practice, days_ago=8), by=petri)
    held = record_session(pairing, make.meeting(practice), by=petri)

    amend_session(held, make.meeting(), by=petri)

    taught = select(CarrierReason.practice_id).where(CarrierReason.basis == Basis.TAUGHT)
    assert list(session.scalars(taught)) == [practice.id]


def test_a_done_plan_is_not_renewed_when_only_words_are_put_right(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    task = Task(practice.id, "puhelu tulee", "toistan asian")
    held = record_session(pairing, make.meeting(practice, task=task), by=petri)
    make.trial(practice, by=noora, days_ago=0)
    assert list(open_plans_of(noora)) == []

    amend_session(held, make.meeting(practice, task=task, summary="Toisin sanoin"), by=petri)

    assert list(open_plans_of(noora)) == []


def test_only_who_told_of_a_meeting_puts_it_right(petri, noora, leena):
    held = record_session(make.agreed_pair(petri, noora), make.meeting(), by=petri)

    for person in (noora, leena):
        with pytest.raises(NotAllowedError):
            amend_session(held, make.meeting(summary="Muuta"), by=person)


def test_a_meeting_is_seen_by_the_pair_and_the_coordinators(petri, noora, aino, leena, samuel):
    meeting = make.planned(make.agreed_pair(petri, noora), by=petri)

    for person in (petri, noora, leena):
        assert session_by_id(meeting.id, seen_by=person) == meeting
    for person in (aino, samuel):
        with pytest.raises(NotFoundError):
            session_by_id(meeting.id, seen_by=person)


def test_what_was_noticed_in_a_meeting_leads_back_to_it(petri, noora, aino):
    held = record_session(make.agreed_pair(petri, noora), make.meeting(), by=petri)

    practice = propose_practice(held, make.naming("Avaus"), holder_id=petri.id, by=noora)

    assert [one.kind for one in origins_of(practice, seen_by=noora)] == ["meeting"]
    assert list(origins_of(practice, seen_by=aino)) == []
    back = {"meetings.meeting"}
    came_from = provenance(practice, seen_by=petri).came_from
    assert back <= {origin.endpoint for origin in came_from}
    others = provenance(practice, seen_by=aino).came_from
    assert back.isdisjoint(origin.endpoint for origin in others)


def test_a_practice_of_a_meeting_is_one_of_the_pairs_and_has_a_new_name(petri, noora, aino):
    held = record_session(make.agreed_pair(petri, noora), make.meeting(), by=petri)
    propose_practice(held, make.naming("Avaus"), holder_id=petri.id, by=petri)

    for title, holder, field in (("Avaus", petri, "title"), ("Rajat", aino, "carrier")):
        with pytest.raises(InvalidError) as refused:
            propose_practice(held, make.naming(title), holder_id=holder.id, by=petri)
        assert list(refused.value.fields) == [field]
    with pytest.raises(NotAllowedError):
        propose_practice(held, make.naming("Rajat"), holder_id=petri.id, by=aino)


def test_how_far_the_learner_is_is_theirs_until_they_show_it(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    pairing = make.agreed_pair(petri, noora, practice)
    toggle_reading(practice, by=noora)

    def seen_by(person):
        (found,) = progress_in(pairing, seen_by=person)
        return found.state_of(practice)

    assert (seen_by(noora), seen_by(petri)) == (LearnerState.READ, LearnerState.NONE)
    show_progress(pairing, by=noora)
    show_progress(pairing, by=noora)
    assert seen_by(petri) is LearnerState.READ
    hide_progress(pairing, by=noora)
    assert seen_by(petri) is LearnerState.NONE


def test_the_line_has_every_meeting_but_the_cancelled_in_the_order_of_days(petri, noora):
    pairing = make.agreed_pair(petri, noora)
    with clock.standing_at(clock.days_ago(9)):
        missed = make.planned(pairing, by=petri, days=1)
    ahead = make.planned(pairing, by=petri, days=3)
    cancel_meeting(make.planned(pairing, by=petri, days=2), by=petri)
    miss_meeting(missed, by=petri)
    held = record_session(pairing, make.meeting(days_ago=2), by=petri)

    (standing,) = standings_of([pairing], seen_by=petri)
    points = line_of(standing)

    assert [point.held for point in points] == [missed, held, ahead]
    assert [point.number for point in points] == [0, 1, 0]
