"""Events: a goal before anything else, a table of moves, and evidence only of what was held."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError, NotFoundError
from kb.identify.carriers.actions import add_basis, hide_carrier
from kb.identify.carriers.models import Basis
from kb.notices.models import NoticeKind
from kb.practices.models import Audience
from kb.share.events.actions import (
    came_of,
    cancel_event,
    identify_in,
    judge_event,
    say_anew,
)
from kb.share.events.forms import About, Record, When, reason, takeaway
from kb.share.events.holding import drop_meeting, meet_again, move_meeting, record_meeting
from kb.share.events.joining import invite, stay_away, take_along
from kb.share.events.models import NEXT, Coming, EventState, Part, SharingEvent
from kb.share.events.origins import events_behind, events_through
from kb.share.events.pages import event_page
from kb.share.events.queries import (
    candidates_of,
    choices,
    event_by_id,
    event_meetings_for,
    events_by_ids,
    meeting_of,
    meetings_of,
    needs_record,
    participant,
    practices_of,
)
from kb.share.events.shelves import EventShelf, events_on
from kb.share.events.waiting import EventDeed, events_waiting_for
from kb.share.repertoire.actions import add_means, retire_means
from kb.share.repertoire.forms import Aim, Judgement, MeansWording
from kb.stages.evidence import Stage, ahead, evidence_for, stage_of
from support import make, together
from support.together import bases, told

FORM = {
    "goal": "Kuka tahansa osaa lähettää tiedotteen",
    "goal_kind": "agree_common",
    "means": "study_circle",
    "name": "Häiriöviestintä",
}
WHEN = {"day": "2027-07-01", "time": "13:00", "minutes": "60", "place": "Honka"}


DEEDS = {
    EventState.HELD: lambda event, by: event.hold(by=by),
    EventState.JUDGED: lambda event, by: event.judge(together.judgement(), by=by),
    EventState.CANCELLED: lambda event, by: event.cancel("Kaikki sairaana.", by=by),
}


@pytest.mark.parametrize("to", list(DEEDS))
@pytest.mark.parametrize("state", list(EventState))
def test_an_event_moves_as_the_table_says_and_in_no_other_way(petri, noora, state, to):
    event = together.event(by=petri, others=[noora])
    event.state = state

    if to in NEXT[state] or state is to is EventState.HELD:
        DEEDS[to](event, petri)
        assert event.state is to
    else:
        with pytest.raises(DomainError) as refused:
            DEEDS[to](event, petri)
        assert refused.value.key == "event.cannot_move"
        assert event.state is state


def test_the_table_knows_every_state():
    assert set(NEXT) == set(EventState)
    assert {one for after in NEXT.values() for one in after} == set(DEEDS)


@pytest.mark.parametrize("to", list(DEEDS))
def test_the_organiser_or_a_coordinator_moves_it(petri, noora, leena, to):
    event = together.event(by=petri, others=[noora])
    event.state = EventState.HELD if to is EventState.JUDGED else EventState.PLANNED

    with pytest.raises(NotAllowedError):
        DEEDS[to](event, noora)
    DEEDS[to](event, leena)

    assert event.state is to


@pytest.mark.parametrize("field", ["goal", "goal_kind", "means", "name"])
def test_without_a_goal_its_kind_a_means_and_a_name_nothing_is_planned(field):
    with pytest.raises(InvalidError) as refused:
        About.parse({**FORM, field: ""}, [])

    assert list(refused.value.fields) == [field]


def test_an_unknown_means_is_refused(petri):
    with pytest.raises(InvalidError):
        together.event(by=petri, means="osmosis")
    assert session.scalar(select(SharingEvent.id)) is None


def test_a_means_out_of_use_is_chosen_no_more_and_what_was_done_by_it_stays(petri):
    form = {"name": "Kahvi", "english": "Coffee", "why": "Hyvä.", "english_why": "Good."}
    chosen = {"size": "3", "share": "yes", "internalise": "weak"}
    added = add_means(MeansWording.parse({**form, **chosen}))
    event = together.event(by=petri, means=added.key)
    retire_means(added)

    with pytest.raises(InvalidError):
        together.event(by=petri, means=added.key)

    say_anew(event, together.about(means=added.key, name="Uusi nimi"), by=petri)
    assert event_page(event, seen_by=petri).means.added is added
    assert event.name == "Uusi nimi"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("day", "huomenna"),
        ("time", "25:00"),
        ("minutes", "0"),
        ("minutes", "x"),
        ("place", "a" * 201),
    ],
)
def test_a_time_that_cannot_be_read_says_which_part(field, value):
    with pytest.raises(InvalidError) as refused:
        When.parse({**WHEN, field: value})

    assert list(refused.value.fields) == [field]


def test_hours_are_those_of_helsinki_in_summer_and_in_winter():
    summer, winter = When.parse(WHEN), When.parse({**WHEN, "day": "2027-01-15"})

    assert summer.starts_at.astimezone(UTC) == datetime(2027, 7, 1, 10, tzinfo=UTC)
    assert winter.starts_at.astimezone(UTC) == datetime(2027, 1, 15, 11, tzinfo=UTC)


def test_an_hour_that_no_clock_shows_is_refused():
    with pytest.raises(InvalidError) as refused:
        When.parse({**WHEN, "day": "2027-03-28", "time": "3.30"})

    assert refused.value.fields == {"time": "session.hour_skipped"}


def test_who_plans_leads_and_those_asked_are_told(petri, noora, aino):
    event = together.event(by=petri, hours=24)

    invite(event, [noora.id, aino.id, petri.id], by=petri)
    invite(event, [noora.id], by=petri)

    assert [(one.person, one.part) for one in event_page(event, seen_by=noora).coming] == [
        (petri, Part.LEADS)
    ]
    assert told(noora) == told(aino) == [NoticeKind.EVENT_INVITED]
    assert told(petri) == []
    (waits,) = events_waiting_for(noora)
    assert (waits.event, waits.deed) == (event, EventDeed.ANSWER)


def test_a_reader_comes_but_does_not_plan(petri, jesse):
    with pytest.raises(NotAllowedError):
        together.event(by=jesse)
    event = together.event(by=petri)

    together.join(event, jesse, Part.BRINGS)

    assert participant(event, jesse).coming is Coming.COMING
    assert participant(event, jesse).part is Part.BRINGS


def test_one_comes_and_goes_oneself(petri, noora):
    event = together.event(by=petri, others=[noora])

    stay_away(event, by=noora)

    assert participant(event, noora).coming is Coming.NOT_COMING
    together.join(event, noora)
    assert participant(event, noora).coming is Coming.COMING


def test_a_meeting_is_found_under_its_own_event_alone(petri, noora):
    event, other = (together.event(by=petri, others=[noora]) for _ in range(2))
    (meeting,) = meetings_of(event)

    assert meeting_of(event, meeting.id) is meeting
    for number, of in ((meeting.id, other), (999, event)):
        with pytest.raises(NotFoundError, match=r"event\.not_found"):
            meeting_of(of, number)


def test_in_ones_calendar_stands_what_one_comes_to(petri, noora, aino):
    soon = together.event(by=petri, others=[noora], hours=5)
    together.event(by=petri, others=[noora], hours=-48)
    stay_away(together.event(by=petri, others=[noora], hours=6), by=noora)
    cancel_event(together.event(by=petri, others=[noora], hours=7), "Ei tänään.", by=petri)

    found = event_meetings_for(noora, back=timedelta(days=1))

    assert found == [(meetings_of(soon)[0], soon)]
    assert len(event_meetings_for(noora, back=timedelta(days=3))) == 2
    assert event_meetings_for(aino, back=timedelta(days=1)) == []


def test_who_is_not_among_them_neither_leaves_nor_takes_along(petri, noora):
    event = together.held(by=petri, others=[make.person("Eeva Uusi")])

    for deed in (
        lambda: stay_away(event, by=noora),
        lambda: take_along(event, "Kokeilen", by=noora, language="fi"),
    ):
        with pytest.raises(DomainError) as refused:
            deed()
        assert refused.value.key == "event.not_among"


def test_what_is_not_written_down_raises_a_warning_and_never_a_block(petri, noora):
    written, unwritten = (
        make.practice("Kirjattu", by=petri),
        make.practice("Kirjaamaton", by=petri),
    )
    make.document(written, by=petri)
    event = together.event(written, unwritten, by=petri, others=[noora])

    assert event_page(event, seen_by=noora).undocumented == [unwritten]

    together.hold(event, [written, unwritten], [petri, noora], by=petri)
    assert {one.practice for one in event_page(event, seen_by=noora).meetings[0].passages} == {
        written,
        unwritten,
    }


def test_planning_is_no_evidence_and_holding_is(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    event = together.event(practice, by=petri, others=[noora])
    assert stage_of(practice) is Stage.DOCUMENTED

    together.hold(event, [practice], [petri, noora], by=petri)

    assert stage_of(practice) is Stage.SHARED
    assert event.state is EventState.HELD


def test_what_was_planned_and_not_gone_through_is_not_shared(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    event = together.event(practice, by=petri, others=[noora])

    together.hold(event, [], [petri, noora], by=petri)

    assert stage_of(practice) is Stage.DOCUMENTED


def test_an_event_among_holders_reaches_nobody(petri, aino, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    add_basis(aino, practice, basis=Basis.DECLARED)

    together.held(practice, by=petri, others=[aino])
    assert stage_of(practice) is Stage.DOCUMENTED

    together.held(practice, by=petri, others=[aino, noora])
    assert stage_of(practice) is Stage.SHARED


def test_going_through_what_is_not_written_counts_when_it_is(petri, noora):
    practice = make.practice(by=petri)
    together.held(practice, by=petri, others=[noora])
    assert ahead(evidence_for(practice)) == [Stage.SHARED]

    make.document(practice, by=petri)

    assert stage_of(practice) is Stage.SHARED


def test_the_version_that_readers_saw_is_kept(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    then = current_revision(practice, "fi")
    event = together.held(practice, by=petri, others=[noora])

    (met,) = event_page(event, seen_by=noora).meetings

    assert [(one.practice, one.revision) for one in met.passages] == [(practice, then)]


def test_who_led_or_brought_what_they_carry_is_known_to_have_taught_it(
    petri, aino, noora, marjatta
):
    practice = make.practice(by=petri)
    for person in (aino, marjatta, noora):
        add_basis(person, practice, basis=Basis.COVERED)
    event = together.event(practice, by=petri, others=[noora])
    together.join(event, aino, Part.BRINGS)
    together.join(event, marjatta, Part.LEADS)
    hide_carrier(practice, by=marjatta)

    together.hold(event, [practice], [petri, aino, noora, marjatta], by=petri)

    assert Basis.TAUGHT in bases(petri, practice)
    assert Basis.TAUGHT in bases(aino, practice)
    assert bases(noora, practice) == {Basis.COVERED}
    assert bases(marjatta, practice) == {Basis.COVERED}


def test_who_leads_without_knowing_it_teaches_nothing(petri, noora):
    practice = make.practice(by=petri)

    together.held(practice, by=noora, others=[petri])

    assert bases(noora, practice) == set()
    assert bases(petri, practice) == {Basis.DECLARED}


def test_a_meeting_is_told_of_by_two_or_more_and_when_it_has_begun(petri, noora):
    with pytest.raises(InvalidError) as refused:
        Record.parse({"summary": "Luimme."}, [], ["1"])
    assert refused.value.fields == {"people": "event.two_needed"}

    event = together.event(by=petri, others=[noora], hours=5)
    with pytest.raises(DomainError) as early:
        together.hold(event, [], [petri, noora], by=petri)
    assert early.value.key == "event.not_begun"
    assert event.state is EventState.PLANNED


def test_who_came_unasked_is_among_them_afterwards(petri, noora, aino):
    event = together.event(by=petri, others=[noora])

    together.hold(event, [], [petri, aino], by=petri)

    assert participant(event, aino).coming is Coming.COMING


def test_a_study_circle_meets_several_times_and_stays_held(petri, noora):
    one, two = make.practice("A1", by=petri), make.practice("B2", by=petri)
    event = together.held(one, by=petri, others=[noora])
    second = meet_again(event, together.when(-1), by=petri)

    assert [waits.deed for waits in events_waiting_for(petri)] == [EventDeed.RECORD]
    record_meeting(
        event, second, Record("Kirjoitimme.", (two.id,), (petri.id, noora.id)), by=petri
    )

    assert event.state is EventState.HELD
    assert [waits.deed for waits in events_waiting_for(petri)] == [EventDeed.JUDGE]
    gone = [
        [each.practice for each in met.passages]
        for met in event_page(event, seen_by=noora).meetings
    ]
    assert gone == [[one], [two]]


def test_what_was_told_of_a_meeting_can_be_mended(petri, noora):
    practice, other = make.practice("A1", by=petri), make.practice("B2", by=petri)
    event = together.held(practice, other, by=petri, others=[noora])

    together.hold(event, [practice], [petri, noora], by=petri)

    (met,) = event_page(event, seen_by=noora).meetings
    assert [one.practice for one in met.passages] == [practice]


def test_those_who_come_are_told_of_a_new_time_and_of_cancelling(petri, noora, aino):
    event = together.event(by=petri, others=[noora, aino], hours=30)
    stay_away(event, by=aino)
    (meeting,) = meetings_of(event)

    move_meeting(event, meeting, together.when(50, place="Kuusi"), by=petri)
    cancel_event(event, "Sali on remontissa.", by=petri)

    assert told(noora) == [NoticeKind.EVENT_MOVED, NoticeKind.EVENT_CANCELLED]
    assert told(aino) == []
    assert (event.state, event.reason) == (EventState.CANCELLED, "Sali on remontissa.")


def test_the_only_meeting_is_not_left_out_and_a_held_one_is_not_moved(petri, noora):
    event = together.event(by=petri, others=[noora])
    (first,) = meetings_of(event)
    with pytest.raises(DomainError) as only:
        drop_meeting(event, first, by=petri)
    assert only.value.key == "event.last_meeting"

    second = meet_again(event, together.when(70), by=petri)
    drop_meeting(event, second, by=petri)
    together.hold(event, [], [petri, noora], by=petri)

    with pytest.raises(DomainError) as past:
        move_meeting(event, first, together.when(4), by=petri)
    assert past.value.key == "event.meeting_is_held"


def test_nothing_changes_once_it_is_over(petri, noora):
    event = together.held(by=petri, others=[noora])
    judge_event(event, together.judgement(), by=petri)

    for deed in (
        lambda: meet_again(event, together.when(9), by=petri),
        lambda: say_anew(event, together.about(), by=petri),
        lambda: together.join(event, noora),
        lambda: invite(event, [noora.id], by=petri),
        lambda: together.hold(event, [], [petri, noora], by=petri),
    ):
        with pytest.raises(DomainError) as refused:
            deed()
        assert refused.value.key == "event.is_over"


def test_closing_judges_the_goal_and_the_means_against_it(petri, noora):
    for field in ("outcome", "fit", "closing_words"):
        form = {"outcome": "met", "fit": "no", "closing_words": "Syy."}
        with pytest.raises(InvalidError) as refused:
            Judgement.parse({**form, field: ""})
        assert list(refused.value.fields) == [field]

    event = together.held(by=petri, others=[noora])
    judge_event(event, together.judgement(), by=petri)

    assert (event.outcome, event.fit) == (together.Outcome.MET, together.MeansSuited.YES)
    assert events_waiting_for(petri) == []


def test_each_takes_along_their_own_words_once_it_was_held(petri, noora):
    event = together.event(by=petri, others=[noora])
    with pytest.raises(DomainError) as early:
        take_along(event, "Kokeilen", by=noora, language="fi")
    assert early.value.key == "event.not_held_yet"

    together.hold(event, [], [petri, noora], by=petri)
    take_along(event, "Kokeilen kellonaikaa.", by=noora, language="fi")
    judge_event(event, together.judgement(), by=petri)
    take_along(event, "Kokeilin, ja se toimi.", by=noora, language="fi")

    (mine,) = event_page(event, seen_by=petri).takeaways
    assert (mine.person, mine.takeaway) == (noora, "Kokeilin, ja se toimi.")


def test_a_candidate_and_the_event_know_of_each_other(petri, noora, jesse):
    event = together.held(by=petri, others=[noora])

    practice = identify_in(event, "Ääneen lukeminen", noora, by=petri)

    assert stage_of(practice) is Stage.IDENTIFIED
    assert [one.practice for one in event_page(event, seen_by=jesse).candidates] == [practice]
    assert [one.event for one in events_behind(practice, seen_by=jesse)] == [event]
    with pytest.raises(NotAllowedError):
        identify_in(event, "Muu", None, by=jesse)


def test_what_nobody_holds_yet_is_known_to_all_who_see_the_event(petri, noora, jesse):
    event = together.held(by=petri, others=[noora])

    practice = identify_in(event, "Ääneen lukeminen", None, by=petri)

    assert [one.practice for one in event_page(event, seen_by=jesse).candidates] == [practice]


def hidden_from(person, *, by, title="Vain nimetyille"):
    practice = make.practice(title, by=by)
    practice.audience = Audience.NAMED
    practice.readers = [by]
    session.flush()
    return practice


def test_practices_of_a_named_audience_are_named_to_nobody_else(petri, noora):
    practice = hidden_from(noora, by=petri)
    event = together.held(practice, by=petri, others=[noora])
    came_of(event, practice, by=petri)

    for_noora, for_petri = (event_page(event, seen_by=one) for one in (noora, petri))

    assert [one.practice for one in for_petri.practices] == [practice]
    assert for_petri.meetings[0].passages
    assert for_petri.candidates
    assert (for_noora.practices, for_noora.candidates, for_noora.undocumented) == ([], [], [])
    assert for_noora.meetings[0].passages == []


def test_what_an_editor_may_not_see_is_neither_chosen_nor_lost(petri, noora, leena):
    practice, other = hidden_from(leena, by=petri), make.practice("Julki", by=petri)
    event = together.event(practice, by=petri, others=[noora])

    say_anew(event, together.about(other), by=leena)

    assert [one.practice for one in practices_of(event, seen_by=leena)] == [other]
    assert {one.practice for one in practices_of(event, seen_by=petri)} == {practice, other}
    with pytest.raises(NotFoundError):
        say_anew(event, together.about(practice), by=leena)


def test_an_event_for_those_asked_is_not_there_for_others(petri, noora, aino, leena):
    event = together.event(by=petri, others=[], audience=Audience.NAMED, hours=9)
    invite(event, [noora.id], by=petri)

    assert event_by_id(event.id, seen_by=noora) is event
    for person in (aino, leena):
        with pytest.raises(NotFoundError):
            event_by_id(event.id, seen_by=person)
        assert events_on(EventShelf.UPCOMING, seen_by=person, page=1).items == []
    practice = identify_in(event, "Kahden kesken", petri, by=petri)
    assert events_behind(practice, seen_by=aino) == []


def test_the_lists_have_what_is_ahead_what_was_held_and_ones_own(petri, noora, aino):
    later, sooner = (together.event(by=petri, hours=hours) for hours in (50, 20))
    past = together.held(by=aino, others=[noora])

    def listed(shelf, person):
        return [one.event for one in events_on(shelf, seen_by=person, page=1).items]

    assert listed(EventShelf.UPCOMING, aino) == [sooner, later]
    assert listed(EventShelf.HELD, petri) == [past]
    assert listed(EventShelf.MINE, noora) == [past]
    assert set(listed(EventShelf.MINE, petri)) == {sooner, later}


def test_a_practice_leads_to_the_events_that_went_through_it(petri, noora):
    practice = make.practice(by=petri)
    together.event(practice, by=petri, others=[noora], hours=9)
    event = together.held(practice, by=petri, others=[noora])

    assert events_through(practice, seen_by=noora) == [event]


def test_cancelling_and_taking_along_want_words():
    for read, key in ((reason, "event.reason_needed"), (takeaway, "event.takeaway_needed")):
        with pytest.raises(InvalidError) as refused:
            read({})
        assert key in refused.value.fields.values()


def test_a_board_that_one_may_not_see_is_not_tied_to_an_event(petri, noora, aino):
    board = make.board(by=aino, people=[noora])

    with pytest.raises(NotFoundError):
        together.event(by=petri, board_id=board.id)


def test_an_aim_carries_its_own_fields():
    aim = Aim.parse(FORM)

    assert Aim.parse(aim.fields) == aim


def test_events_and_what_came_of_them_are_found_by_who_may_see_them(petri, noora, jesse):
    open_to_all = together.event(by=petri)
    named = together.event(by=petri, others=[noora], audience=Audience.NAMED)
    numbers = [open_to_all.id, named.id]
    seen, hidden = make.practice("Avoin", by=petri), make.practice("Salattu", by=petri)
    hidden.audience = Audience.NAMED
    for practice in (hidden, seen):
        came_of(named, practice, by=petri)

    assert set(events_by_ids(numbers, seen_by=noora)) == {open_to_all, named}
    assert events_by_ids(numbers, seen_by=jesse) == [open_to_all]
    for person, what in ((petri, [seen, hidden]), (noora, [seen])):
        assert [one.practice for one in candidates_of(named, seen_by=person)] == what
    assert candidates_of(open_to_all, seen_by=petri) == []


def test_what_may_be_chosen_for_an_event_is_in_use_and_seen(petri, noora):
    used, hidden = make.practice("Avoin", by=petri), make.practice("Salattu", by=petri)
    dropped = make.practice("Luovuttu", by=petri)
    hidden.audience, dropped.dropped_at = Audience.NAMED, clock.now()
    session.flush()

    assert [one.practice for one in choices(seen_by=noora)] == [used]
    assert [one.practice for one in choices(seen_by=petri)] == [used, hidden]


def test_a_meeting_asks_to_be_told_of_once_it_has_been_and_until_it_is(petri, noora):
    practice = make.practice(by=petri)
    make.document(practice, by=petri)
    past = together.event(practice, by=petri, others=[noora])
    (meeting,) = meetings_of(past)
    (ahead,) = meetings_of(together.event(by=petri, hours=2))

    assert (needs_record(meeting), needs_record(ahead)) == (True, False)
    with clock.standing_at(meeting.ends_at):
        assert needs_record(meeting)
    together.hold(past, [practice], [noora], by=petri)

    assert not needs_record(meeting)
