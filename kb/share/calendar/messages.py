"""Meetings as calendars read them: iCalendar (RFC 5545), sent by iTIP (RFC 5546)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from enum import StrEnum

from icalendar import Calendar, Event, vCalAddress, vText

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.share.calendar.entries import Entry, entry_of
from kb.share.mentoring.models import Session

MAKER = "-//Kisalli//Kisalli//FI"
ASKED_EVERY = timedelta(hours=1)

Address = Callable[[Entry], str]


class Method(StrEnum):
    """What a calendar is to do with what it is given."""

    PUBLISH = "PUBLISH"
    REQUEST = "REQUEST"
    CANCEL = "CANCEL"


def calendar_message(session_id: int, method: Method | str, *, address: str = "") -> bytes:
    """Return the message that brings a meeting into calendars, changes it or takes it out.

    It is the body of a part ``text/calendar; method=…``, whose method is the same. ``address``
    is the meeting's page, where the one who sends it knows how pages are reached.
    """
    meeting = session.get_one(Session, session_id)
    event = _event(entry_of(meeting), address)
    event.add("status", "CANCELLED" if method == Method.CANCEL else "CONFIRMED")
    event.add("organizer", _person(meeting.recorded_by), encode=False)
    for member in meeting.pairing.members:
        event.add("attendee", _attendee(member, meeting), encode=False)
    return _written(_calendar(Method(method), [event]))


def calendar_file(meeting: Session, *, address: str) -> bytes:
    """Return a meeting as a file to keep or to open; it asks nobody for an answer."""
    event = _event(entry_of(meeting), address)
    return _written(_calendar(Method.PUBLISH, [event]))


def calendar_feed(entries: Iterable[Entry], *, called: str, address: Address) -> bytes:
    """Return what a calendar program fetches every hour, under the name it is ``called``."""
    calendar = _calendar(Method.PUBLISH, [_event(entry, address(entry)) for entry in entries])
    calendar.add("x-wr-calname", called)
    for name in ("refresh-interval", "x-published-ttl"):
        calendar.add(name, ASKED_EVERY, parameters={"VALUE": "DURATION"})
    return _written(calendar)


def _calendar(method: Method, events: Iterable[Event]) -> Calendar:
    calendar = Calendar()
    for name, value in (("prodid", MAKER), ("version", "2.0"), ("method", method.value)):
        calendar.add(name, value)
    for event in events:
        calendar.add_component(event)
    return calendar


def _written(calendar: Calendar) -> bytes:
    return bytes(calendar.to_ical())


def _event(entry: Entry, address: str) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("sequence", entry.sequence)
    event.add("dtstamp", clock.now())
    event.add("last-modified", entry.changed_at)
    event.add("dtstart", entry.begins)
    event.add("dtend", entry.ends)
    event.add("summary", _plain(entry.title))
    if not isinstance(entry.begins, datetime):
        event.add("transp", "TRANSPARENT")  # it says that they met, not when
    where = ", ".join(part for part in (entry.place, entry.link) if part)
    for name, text in (("location", where), ("description", entry.agenda)):
        if text:
            event.add(name, _plain(text))
    if address:
        event.add("url", address)
    return event


def _attendee(person: Person, meeting: Session) -> vCalAddress:
    """Return one who is invited; who planned the meeting has said yes by it."""
    invited = _person(person)
    comes = person.id == meeting.recorded_by_id
    invited.params["ROLE"] = vText("REQ-PARTICIPANT")
    invited.params["PARTSTAT"] = vText("ACCEPTED" if comes else "NEEDS-ACTION")
    invited.params["RSVP"] = vText("FALSE" if comes else "TRUE")
    return invited


def _person(person: Person) -> vCalAddress:
    address = vCalAddress(f"mailto:{person.email}")
    # A name stands in quotation marks there, which it cannot have itself (RFC 5545, 3.2).
    address.params["CN"] = vText(_plain(person.name).replace('"', "'").replace("\n", " "))
    return address


def _plain(text: str) -> str:
    """Return a text without the letters that no calendar may hold, its lines ended by one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in lines if letter in "\n\t" or letter.isprintable())
