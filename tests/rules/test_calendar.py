"""Calendars: ten rules of RFC 5545 and 5546, read from the letters that are sent; and feeds."""

import json
import re
import shutil
import subprocess
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.share.calendar.actions import end_feed, make_feed
from kb.share.calendar.entries import entries_of
from kb.share.calendar.messages import Method, calendar_feed, calendar_message
from kb.share.calendar.models import Feed
from kb.share.calendar.queries import feed_at, feed_of
from kb.share.events.actions import cancel_event
from kb.share.mentoring.actions import record_session
from kb.share.mentoring.planning import cancel_meeting, miss_meeting, move_meeting
from support import make, together
from support.house import HOUSE
from support.plain_calendar import lines_of, read

ASSETS, SUPPORT = HOUSE / ".make" / "assets", HOUSE / "tests" / "support"
UTC_TIME = re.compile(r"\d{8}T\d{6}Z")
AGENDA = 'Avaus; "kireä" puhelu, C:\\polku\r\nEND:VEVENT\n' + "pitkä äänetön hetki " * 12
ADDRESS = "https://kisalli.example/mentoring/meetings/1"


@pytest.fixture
def meeting(petri, noora):
    noora.name = 'Noora "Nuppu" Vainio; sote, Tampere'
    made = make.planned(
        make.agreed_pair(petri, noora),
        by=petri,
        place="Kahvila Ääniö, 2. krs",
        link="https://video.example/a?b=1;c=2,3",
        agenda=AGENDA,
    )
    made.agenda += "\x07"
    return made


def sent(meeting, method=Method.REQUEST):
    return calendar_message(meeting.id, method, address=ADDRESS)


def event_of(data):
    (event,) = read(data).inside
    return event


def feed(person):
    return calendar_feed(
        entries_of(person), called="Kisälli", address=lambda entry: f"{ADDRESS}{entry.path[1]}"
    )


def test_1_lines_end_in_crlf_and_are_folded_at_75_octets(meeting):
    lengths = [len(line.encode()) for line in lines_of(sent(meeting))]

    assert max(lengths) <= 75
    assert max(lengths) > 60  # something was folded at all


def test_2_a_calendar_says_its_version_its_maker_and_one_method(meeting):
    for method in (Method.REQUEST, Method.CANCEL):
        calendar = read(sent(meeting, method))

        assert calendar.name == "VCALENDAR"
        assert calendar.raw("VERSION") == ["2.0"]
        assert len(calendar.raw("PRODID")) == 1
        assert calendar.raw("METHOD") == [method.value]


def test_3_an_event_has_one_uid_and_one_stamp_and_the_uid_stays(meeting, petri):
    first = event_of(sent(meeting))
    move_meeting(meeting, make.plan_in(days=9), by=petri)
    moved = event_of(sent(meeting))
    cancel_meeting(meeting, by=petri)
    cancelled = event_of(sent(meeting, Method.CANCEL))

    uids = {uid for event in (first, moved, cancelled) for uid in event.raw("UID")}
    assert uids == {meeting.uid}
    assert all(len(event.raw("DTSTAMP")) == 1 for event in (first, moved, cancelled))


def test_4_the_sequence_counts_every_change(meeting, petri):
    counted = [event_of(sent(meeting)).raw("SEQUENCE")]
    move_meeting(meeting, make.plan_in(days=9), by=petri)
    counted.append(event_of(sent(meeting)).raw("SEQUENCE"))
    cancel_meeting(meeting, by=petri)
    counted.append(event_of(sent(meeting, Method.CANCEL)).raw("SEQUENCE"))

    assert counted == [["0"], ["1"], ["2"]]


def test_5_times_are_in_utc_without_a_zone_of_their_own(meeting):
    event = event_of(sent(meeting))

    for name in ("DTSTART", "DTEND", "DTSTAMP", "LAST-MODIFIED"):
        (value,) = event.raw(name)
        assert UTC_TIME.fullmatch(value)
        assert "TZID" not in event.parameters(name)[0]
    assert event.raw("DTSTART") == [f"{meeting.starts_at:%Y%m%dT%H%M%SZ}"]
    assert event.raw("DTSTART") < event.raw("DTEND")


def test_6_an_invitation_has_one_organizer_and_each_attendee_once(meeting, petri, noora):
    event = event_of(sent(meeting))

    assert event.raw("ORGANIZER") == [f"mailto:{petri.email}"]
    assert event.raw("ATTENDEE") == [f"mailto:{one.email}" for one in (petri, noora)]
    answers = [given["PARTSTAT"] for given in event.parameters("ATTENDEE")]
    assert answers == ["ACCEPTED", "NEEDS-ACTION"]
    assert [given["RSVP"] for given in event.parameters("ATTENDEE")] == ["FALSE", "TRUE"]


def test_7_a_cancellation_says_so_twice(meeting, petri):
    assert event_of(sent(meeting)).raw("STATUS") == ["CONFIRMED"]

    cancel_meeting(meeting, by=petri)
    event = event_of(sent(meeting, Method.CANCEL))

    assert event.raw("STATUS") == ["CANCELLED"]
    assert len(event.raw("ATTENDEE")) == 2


def test_8_a_text_reads_as_it_was_written_and_ends_nothing(meeting):
    event = event_of(sent(meeting))

    assert event.text("DESCRIPTION") == AGENDA.replace("\r\n", "\n")
    assert event.text("LOCATION") == f"{meeting.place}, {meeting.link}"
    assert event.raw("URL") == [ADDRESS]


def test_9_a_name_in_a_parameter_stands_in_quotation_marks(meeting):
    _, noora = event_of(sent(meeting)).parameters("ATTENDEE")

    assert noora["CN"] == "Noora 'Nuppu' Vainio; sote, Tampere"
    whole = sent(meeting).replace(b"\r\n ", b"").decode()
    assert "CN=\"Noora 'Nuppu' Vainio; sote, Tampere\"" in whole


def test_10_a_day_without_hours_is_a_date_that_ends_on_the_next(petri, noora):
    held = record_session(make.agreed_pair(petri, noora), make.meeting(days_ago=3), by=petri)

    event = event_of(feed(noora))

    assert event.parameters("DTSTART") == [{"VALUE": "DATE"}]
    assert event.raw("DTSTART") == [f"{held.held_on:%Y%m%d}"]
    assert event.raw("DTEND") == [f"{held.held_on + timedelta(days=1):%Y%m%d}"]
    assert event.raw("TRANSP") == ["TRANSPARENT"]


def understood(data, folder):
    """Return what ical.js reads, which is there once `make assets` was run."""
    parser, node = ASSETS / "node_modules/ical.js/dist/ical.js", shutil.which("node")
    if not (node and parser.exists()):
        pytest.skip("ical.js is not here: make assets brings it")
    (folder / "meeting.ics").write_bytes(data)
    asked = [node, SUPPORT / "read_calendar.mjs", parser, folder / "meeting.ics"]
    return json.loads(subprocess.run(asked, capture_output=True, check=True).stdout)  # noqa: S603


@pytest.mark.parametrize("method", [Method.REQUEST, Method.CANCEL])
def test_another_program_reads_the_same(meeting, petri, noora, tmp_path, method):
    if method is Method.CANCEL:
        cancel_meeting(meeting, by=petri)
    data = sent(meeting, method)

    read_there = understood(data, tmp_path)

    ours, (theirs,) = event_of(data), read_there["events"]
    assert read_there["method"] == method.value
    assert theirs["uid"] == meeting.uid
    assert theirs["sequence"] == meeting.sequence
    assert [theirs["begins"], theirs["ends"]] == [*ours.raw("DTSTART"), *ours.raw("DTEND")]
    assert [theirs["status"]] == ours.raw("STATUS")
    assert theirs["summary"] == ours.text("SUMMARY")
    assert theirs["place"] == ours.text("LOCATION")
    assert theirs["agenda"] == ours.text("DESCRIPTION")
    assert [address for address, _ in theirs["people"]] == ours.raw("ATTENDEE")
    assert [name for _, name in theirs["people"]] == [petri.name, noora.name.replace('"', "'")]


@pytest.mark.parametrize(
    ("day", "utc"), [(date(2027, 3, 28), "060000Z"), (date(2027, 10, 31), "070000Z")]
)
def test_the_weekends_on_which_clocks_change_are_right_in_utc(petri, noora, day, utc):
    days = (day - clock.today()).days

    meeting = make.planned(make.agreed_pair(petri, noora), by=petri, days=days)

    assert event_of(sent(meeting)).raw("DTSTART") == [f"{day:%Y%m%d}T{utc}"]


def test_a_feed_holds_what_is_planned_and_was_held_lately_and_is_its_owners(petri, noora, aino):
    pairing = make.agreed_pair(petri, noora)
    ahead, gone, missed = (make.planned(pairing, by=petri, days=one) for one in (5, 3, 1))
    cancel_meeting(gone, by=petri)
    with clock.standing_at(missed.ends_at + timedelta(hours=1)):
        miss_meeting(missed, by=petri)
    lately = record_session(pairing, make.meeting(days_ago=90), by=petri)
    record_session(pairing, make.meeting(days_ago=91), by=petri)

    uids = [event.raw("UID")[0] for event in read(feed(noora)).inside]

    assert uids == [lately.uid, ahead.uid]
    assert read(feed(aino)).inside == []


def test_a_feed_agrees_to_be_asked_every_hour(petri):
    calendar = read(feed(petri))

    assert calendar.raw("METHOD") == ["PUBLISH"]
    assert calendar.raw("REFRESH-INTERVAL") == ["PT1H"]
    assert calendar.text("X-WR-CALNAME") == "Kisälli"


def test_of_a_feeds_address_only_a_fingerprint_is_kept(petri):
    token = make_feed(by=petri)

    kept = session.scalars(select(Feed.token_hash)).all()
    assert len(token) >= 43  # 256 bits
    assert kept != [token]
    assert len(kept[0]) == 64
    assert feed_at(token).person == petri


def test_an_address_that_was_changed_or_taken_back_leads_nowhere(petri):
    first = make_feed(by=petri)
    second = make_feed(by=petri)

    for token in (first, "", "x"):
        with pytest.raises(NotFoundError):
            feed_at(token)
    end_feed(by=petri)
    with pytest.raises(NotFoundError):
        feed_at(second)
    assert feed_of(petri) is None


def test_who_is_suspended_or_has_left_has_no_feed(petri, noora):
    suspended, left = make_feed(by=petri), make_feed(by=noora)
    petri.suspended_at = clock.now()
    noora.last_working_day = clock.today() - timedelta(days=1)

    for token in (suspended, left):
        with pytest.raises(NotFoundError):
            feed_at(token)


def test_a_feed_holds_the_events_one_comes_to_until_they_are_cancelled(petri, noora, aino):
    event = together.event(by=petri, others=(noora,), hours=48)

    ours = read(feed(noora))

    assert [one.text("SUMMARY") for one in ours.inside] == [event.name]
    assert read(feed(aino)).inside == []
    cancel_event(event, "Ei ehditty", by=petri)
    assert read(feed(noora)).inside == []
