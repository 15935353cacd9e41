"""Telling the others of a pair when they meet, and when they do not."""

from kb.foundation.db import session
from kb.notices.actions import tell
from kb.notices.models import About, NoticeKind, Topic
from kb.people.models import Person
from kb.share.mentoring.events import (
    Invitation,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
)
from kb.share.mentoring.models import Session

KINDS: dict[type[Invitation], NoticeKind] = {
    MeetingPlanned: NoticeKind.MEETING_PLANNED,
    MeetingMoved: NoticeKind.MEETING_MOVED,
    MeetingCancelled: NoticeKind.MEETING_CANCELLED,
}


def tell_of_meeting(event: Invitation) -> None:
    """Tell everybody of the pair but whoever did it."""
    meeting = session.get_one(Session, event.session_id)
    by = session.get_one(Person, event.by_id) if event.by_id else None
    for person in meeting.pairing.members:
        tell(person, KINDS[type(event)], Topic(About.MEETING, meeting.id), by=by)
