"""Telling the others of a pair when they meet, that it is soon, and when they do not."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import exists, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.notices.actions import tell_each
from kb.notices.models import About, Notice, NoticeKind, Topic
from kb.people.models import Person
from kb.share.mentoring.events import (
    Invitation,
    MeetingCancelled,
    MeetingMoved,
    MeetingPlanned,
)
from kb.share.mentoring.models import MeetingState, Session

# So that the morning's letter of the day before tells of it.
SOON = timedelta(hours=36)
AGREED_BEFORE = timedelta(days=1)  # what was agreed on today needs no reminder

KINDS: dict[type[Invitation], NoticeKind] = {
    MeetingPlanned: NoticeKind.MEETING_PLANNED,
    MeetingMoved: NoticeKind.MEETING_MOVED,
    MeetingCancelled: NoticeKind.MEETING_CANCELLED,
}


def tell_of_meeting(event: Invitation) -> None:
    """Tell everybody of the pair but whoever did it."""
    meeting = session.get_one(Session, event.session_id)
    by = session.get_one(Person, event.by_id) if event.by_id else None
    topic = Topic(About.MEETING, meeting.id)
    tell_each(meeting.pairing.members, KINDS[type(event)], topic, by=by)


def meetings_soon() -> Sequence[Session]:
    """Return the meetings of these two days, agreed on before, that nobody was reminded of."""
    moment = clock.now()
    told = exists().where(
        Notice.kind == NoticeKind.MEETING_SOON,
        Notice.about == About.MEETING,
        Notice.about_id == Session.id,
        Notice.made_at >= Session.recorded_at,
    )
    return session.scalars(
        select(Session).where(
            Session.state == MeetingState.PLANNED,
            Session.starts_at > moment,
            Session.starts_at <= moment + SOON,
            Session.recorded_at <= moment - AGREED_BEFORE,
            ~told,
        )
    ).all()


def remind_of_meetings() -> None:
    """Remind everybody of a pair that they meet soon, once for each time agreed on."""
    for meeting in meetings_soon():
        topic = Topic(About.MEETING, meeting.id)
        tell_each(meeting.pairing.members, NoticeKind.MEETING_SOON, topic)
