"""Letters that bring a meeting into calendars, move it there or take it out, at once."""

from sqlalchemy import select

from kb.foundation import clock
from kb.foundation.db import session
from kb.notices.mail.models import Letter
from kb.notices.mail.queries import refused_by
from kb.notices.meetings import KINDS
from kb.share.calendar.messages import Method
from kb.share.mentoring.events import Invitation, MeetingCancelled
from kb.share.mentoring.models import Session


def write_invitations(event: Invitation) -> None:
    """Write to everybody whom a meeting concerns, and who wants such letters."""
    method = Method.CANCEL if isinstance(event, MeetingCancelled) else Method.REQUEST
    meeting = session.get_one(Session, event.session_id)
    for person in meeting.pairing.members:
        key = f"{method.value} {meeting.id} {event.sequence} {person.id}"
        written = session.scalar(select(Letter.id).where(Letter.key == key))
        if written is None and KINDS[type(event)] not in refused_by(person):
            letter = Letter(key=key, person=person, session_id=meeting.id)
            letter.method, letter.sequence = method.value, event.sequence
            session.add(letter)


def meeting_of(letter: Letter) -> Session | None:
    """Return the meeting that a letter is still needed for: of its version, and not past."""
    meeting = session.get(Session, letter.session_id) if letter.session_id else None
    if meeting is None or meeting.starts_at is None or meeting.starts_at <= clock.now():
        return None
    holds = meeting.is_planned is (letter.method == Method.REQUEST)
    return meeting if holds and meeting.sequence == letter.sequence else None
