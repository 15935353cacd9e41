"""What stands in one's calendar: a table of sources that any capability may join.

Whoever has something that people attend adds a function to ``SOURCES``. It returns what this
person attends, as they may see it now, held up to ``BACK`` ago or ahead.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kb.people.models import Person
from kb.share.events.queries import event_meetings_for
from kb.share.mentoring.diary import meetings_for
from kb.share.mentoring.models import Session

BACK = timedelta(days=90)


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar: at these hours, or somewhere on that day.

    ``path`` leads to the page it stands on; ``uid`` and ``sequence`` are what calendars know
    it by.
    """

    uid: str
    begins: datetime | date
    ends: datetime | date
    title: str
    changed_at: datetime
    path: tuple[str, int]
    sequence: int = 0
    place: str = ""
    link: str = ""
    agenda: str = ""


Source = Callable[[Person], Iterable[Entry]]


def entries_of(person: Person) -> Sequence[Entry]:
    """Return what stands in the calendar of ``person``."""
    return [entry for source in SOURCES for entry in source(person)]


def entry_of(meeting: Session) -> Entry:
    """Return a meeting as a calendar holds it; one told afterwards has a day and no hours."""
    day, timed = meeting.held_on, meeting.has_hours
    begins, ends = meeting.starts_at, meeting.ends_at
    return Entry(
        uid=meeting.uid or f"session-{meeting.id}",
        begins=begins if timed and begins else day,
        ends=ends if timed and ends else day + timedelta(days=1),
        title=", ".join(person.name for person in meeting.pairing.members),
        changed_at=meeting.recorded_at,
        path=("meetings.meeting", meeting.id),
        sequence=meeting.sequence,
        place=meeting.place,
        link=meeting.link,
        agenda=meeting.agenda,
    )


def _meetings(person: Person) -> Iterator[Entry]:
    for meeting in meetings_for(person, back=BACK):
        yield entry_of(meeting)


def _events(person: Person) -> Iterator[Entry]:
    for meeting, event in event_meetings_for(person, back=BACK):
        yield Entry(
            uid=f"event-meeting-{meeting.id}",
            begins=meeting.starts_at,
            ends=meeting.ends_at,
            title=event.name,
            changed_at=event.made_at,
            path=("events.event", event.id),
            place=meeting.place,
        )


SOURCES: tuple[Source, ...] = (_meetings, _events)
