"""When an event meets, and what came of each time."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.document.revisions.queries import current_revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis, CarrierReason
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids
from kb.share.events.events import EventMoved
from kb.share.events.forms import Record, When
from kb.share.events.meetings import EventMeeting, GoneThrough
from kb.share.events.models import Coming, Part, Participant, SharingEvent
from kb.share.events.queries import meetings_of, participants_of

TEACH = (Part.LEADS, Part.BRINGS)


def meet_again(event: SharingEvent, when: When, *, by: Person) -> EventMeeting:
    """Meet once more: a study circle, a coaching group and a project group do."""
    event.refuse_others(by)
    event.refuse_when_over()
    made = EventMeeting(event_id=event.id, **vars(when))
    session.add(made)
    session.flush()
    announce(EventMoved(event.id, made.id, by.id))
    return made


def move_meeting(event: SharingEvent, meeting: EventMeeting, when: When, *, by: Person) -> None:
    """Meet at another time or place."""
    _refuse_change(event, meeting, by)
    meeting.starts_at, meeting.minutes, meeting.place = when.starts_at, when.minutes, when.place
    announce(EventMoved(event.id, meeting.id, by.id))


def drop_meeting(event: SharingEvent, meeting: EventMeeting, *, by: Person) -> None:
    """Meet one time less; the only one is not dropped, the event is cancelled."""
    _refuse_change(event, meeting, by)
    if len(meetings_of(event)) == 1:
        raise DomainError("event.last_meeting")
    announce(EventMoved(event.id, meeting.id, by.id))
    session.delete(meeting)
    session.flush()


def record_meeting(
    event: SharingEvent, meeting: EventMeeting, record: Record, *, by: Person
) -> None:
    """Tell what was gone through and with whom; who showed it is known to have taught it."""
    event.refuse_others(by)
    event.refuse_when_over()
    if not meeting.has_begun:
        raise DomainError("event.not_begun")
    event.hold(by=by)
    practices = practices_by_ids(record.practice_ids, seen_by=by)
    if len(practices) < len(record.practice_ids):
        raise NotFoundError("pairing.practice_unseen")
    unseen = [one for one in meeting.gone_through if not _sees(one.practice_id, by)]
    meeting.gone_through = [*unseen, *map(_in_its_version, practices)]
    meeting.present = _there(event, record.person_ids)
    meeting.summary, meeting.recorded_by_id = record.summary, by.id
    meeting.held_at = meeting.held_at or clock.now()
    session.flush()
    _note_teachers(event, meeting, practices)


def _refuse_change(event: SharingEvent, meeting: EventMeeting, by: Person) -> None:
    event.refuse_others(by)
    event.refuse_when_over()
    if meeting.held_at:
        raise DomainError("event.meeting_is_held")


def _sees(number: int, person: Person) -> bool:
    return bool(practices_by_ids([number], seen_by=person))


def _in_its_version(practice: Practice) -> GoneThrough:
    revision = current_revision(practice, practice.language)
    return GoneThrough(practice_id=practice.id, revision_id=revision.id if revision else None)


def _there(event: SharingEvent, numbers: Sequence[int]) -> list[Person]:
    """Return who was there; who came unasked is noted among those who take part."""
    known = {one.person_id: one for one in participants_of(event)}
    here = {one.id: one for one in colleagues()} | {n: one.person for n, one in known.items()}
    if not set(numbers) <= set(here):
        raise InvalidError({"people": "event.person_unknown"})
    for number in numbers:
        came = known.get(number) or Participant(event_id=event.id, person_id=number)
        came.coming = Coming.COMING
        session.add(came)
    return [here[number] for number in numbers]


def _note_teachers(
    event: SharingEvent, meeting: EventMeeting, practices: Sequence[Practice]
) -> None:
    """Add the basis *taught* to who led or brought what they openly carry, and was there."""
    there = {one.id: one for one in meeting.present}
    parts = session.scalars(
        select(Participant.person_id).where(
            Participant.event_id == event.id,
            Participant.person_id.in_(there),
            Participant.part.in_(TEACH),
        )
    ).all()
    carried = select(CarrierReason.person_id, CarrierReason.practice_id).where(
        CarrierReason.person_id.in_(parts),
        CarrierReason.practice_id.in_([one.id for one in practices]),
        ~CarrierReason.hidden,
    )
    by_number = {one.id: one for one in practices}
    for person_id, practice_id in session.execute(carried.distinct()).all():
        add_basis(there[person_id], by_number[practice_id], basis=Basis.TAUGHT)
