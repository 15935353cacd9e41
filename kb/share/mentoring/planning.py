"""What a pair does about meetings ahead: agrees on one, moves it, cancels it, misses it."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.people.events import PersonSuspended
from kb.people.models import Person
from kb.share.mentoring.diary import meetings_ahead
from kb.share.mentoring.events import MeetingCancelled, MeetingMoved, MeetingPlanned
from kb.share.mentoring.forms import MeetingPlan
from kb.share.mentoring.models import MeetingState, Session, new_uid
from kb.share.pairings.events import PairingEnded, PairingPaused
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairings_of


def plan_meeting(pairing: Pairing, plan: MeetingPlan, *, by: Person) -> Session:
    """Agree on a meeting; it goes into the calendars of all who belong to the pair."""
    _refuse_strangers(pairing, by=by)
    _refuse_closed(pairing)
    planned = Session(pairing=pairing, state=MeetingState.PLANNED, uid=new_uid())
    planned.set_times(plan.times)
    planned.recorded_by, planned.language = by, plan.language
    _describe(planned, plan)
    session.add(planned)
    session.flush()
    announce(MeetingPlanned(planned.id, planned.sequence, by.id))
    return planned


def move_meeting(planned: Session, plan: MeetingPlan, *, by: Person) -> None:
    """Change when, where or about what; in calendars it stays the same meeting."""
    _refuse_strangers(planned.pairing, by=by)
    _refuse_closed(planned.pairing)
    planned.be_at(plan.times)
    _describe(planned, plan)
    session.flush()
    announce(MeetingMoved(planned.id, planned.sequence, by.id))


def cancel_meeting(planned: Session, *, by: Person) -> None:
    """Call a meeting off."""
    _refuse_strangers(planned.pairing, by=by)
    _call_off(planned, by=by)


def miss_meeting(planned: Session, *, by: Person) -> None:
    """Say that a meeting was not held; a fact, nobody's fault."""
    _refuse_strangers(planned.pairing, by=by)
    planned.be_missed()
    session.flush()


def call_off_meetings(event: PairingPaused | PairingEnded) -> None:
    """Call off what a pair that is over, or rests, had planned."""
    pairing = session.get_one(Pairing, event.pairing_id)
    by = session.get_one(Person, event.by_id) if event.by_id else None
    for planned in meetings_ahead([pairing]):
        _call_off(planned, by=by)


def call_off_without(event: PersonSuspended) -> None:
    """Call off what one cannot hold alone: a pair's meetings, a group's without its mentor."""
    gone = session.get_one(Person, event.person_id)
    led = [one for one in pairings_of(gone) if one.is_led_by(gone)]
    for planned in meetings_ahead(led):
        _call_off(planned, by=None)


def _refuse_strangers(pairing: Pairing, *, by: Person) -> None:
    if not pairing.includes(by):
        raise NotAllowedError("pairing.not_yours")


def _refuse_closed(pairing: Pairing) -> None:
    if not pairing.is_open:
        raise DomainError("pairing.not_open")


def _call_off(planned: Session, *, by: Person | None) -> None:
    planned.be_cancelled()
    session.flush()
    announce(MeetingCancelled(planned.id, planned.sequence, by.id if by else None))


def _describe(planned: Session, plan: MeetingPlan) -> None:
    planned.place, planned.link, planned.agenda = plan.place, plan.link, plan.agenda
    planned.recorded_at = clock.now()
