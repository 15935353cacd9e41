"""Telling of events and turns to those who were asked or come."""

from kb.foundation.db import session
from kb.notices.actions import tell, tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.people.models import Person
from kb.share.events.events import EventCancelled, EventInvited, EventMoved
from kb.share.events.models import Coming, SharingEvent
from kb.share.events.queries import participants_of
from kb.share.turns.events import TurnCancelled, TurnMoved, TurnPlanned
from kb.share.turns.models import Turn


def tell_invited(event: EventInvited) -> None:
    """Tell somebody that they are asked to come."""
    person, by = session.get_one(Person, event.person_id), session.get_one(Person, event.by_id)
    tell(person, NoticeKind.EVENT_INVITED, Topic(About.EVENT, event.event_id), by=by)


def tell_moved(event: EventMoved) -> None:
    """Tell those who were asked or come that there is another time or place."""
    _tell_all(event.event_id, event.by_id, NoticeKind.EVENT_MOVED)


def tell_cancelled(event: EventCancelled) -> None:
    """Tell those who were asked or come that it is not held."""
    _tell_all(event.event_id, event.by_id, NoticeKind.EVENT_CANCELLED)


def tell_turn(event: TurnPlanned) -> None:
    """Tell the other of the two that a covering or a rotation is planned."""
    _tell_other(event.turn_id, event.by_id, NoticeKind.TURN_PLANNED)


def tell_turn_moved(event: TurnMoved) -> None:
    """Tell the other of the two that it has other days."""
    _tell_other(event.turn_id, event.by_id, NoticeKind.TURN_MOVED)


def tell_turn_cancelled(event: TurnCancelled) -> None:
    """Tell the other of the two that it does not take place."""
    _tell_other(event.turn_id, event.by_id, NoticeKind.TURN_CANCELLED)


def _tell_all(number: int, by_id: int, kind: NoticeKind) -> None:
    event, by = session.get_one(SharingEvent, number), session.get_one(Person, by_id)
    asked = (
        one.person for one in participants_of(event) if one.coming is not Coming.NOT_COMING
    )
    tell_each(asked, kind, Topic(About.EVENT, number), by=by)


def _tell_other(number: int, by_id: int, kind: NoticeKind) -> None:
    turn, by = session.get_one(Turn, number), session.get_one(Person, by_id)
    tell(turn.other_than(by), kind, Topic(About.TURN, number), by=by)
