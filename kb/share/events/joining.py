"""Coming to an event or not, asking others, and what each takes along."""

from collections.abc import Sequence

from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.people.queries import colleagues
from kb.share.events.events import EventInvited
from kb.share.events.forms import Yes
from kb.share.events.models import Coming, EventState, Participant, SharingEvent
from kb.share.events.queries import participant


def invite(event: SharingEvent, person_ids: Sequence[int], *, by: Person) -> list[Person]:
    """Ask people to come; who has been asked or comes already is not asked twice."""
    event.refuse_others(by)
    event.refuse_when_over()
    wanted = [one for one in colleagues() if one.id in person_ids and one.id != by.id]
    asked = [one for one in wanted if participant(event, one) is None]
    for person in asked:
        session.add(Participant(event_id=event.id, person_id=person.id))
        session.flush()
        announce(EventInvited(event.id, person.id, by.id))
    return asked


def come(event: SharingEvent, yes: Yes, *, by: Person, language: str) -> Participant:
    """Say that one comes, in which part and why."""
    event.refuse_when_over()
    mine = participant(event, by) or Participant(event_id=event.id, person_id=by.id)
    mine.coming, mine.part, mine.motivation = Coming.COMING, yes.part, yes.motivation
    mine.language = language
    session.add(mine)
    session.flush()
    return mine


def stay_away(event: SharingEvent, *, by: Person) -> None:
    """Say that one does not come, or no longer; no reason is asked."""
    event.refuse_when_over()
    mine = _mine(event, by)
    mine.coming = Coming.NOT_COMING


def take_along(event: SharingEvent, words: str, *, by: Person, language: str) -> None:
    """Say in one's own words what one takes along, once the event has met."""
    mine = _mine(event, by)
    if event.state not in {EventState.HELD, EventState.JUDGED}:
        raise DomainError("event.not_held_yet")
    mine.takeaway, mine.language = words, language


def _mine(event: SharingEvent, person: Person) -> Participant:
    mine = participant(event, person)
    if mine is None:
        raise DomainError("event.not_among")
    return mine
