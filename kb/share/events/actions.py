"""What can be done with an event as a whole: plan, say anew, cancel, judge, make known."""

from collections.abc import Sequence

from sqlalchemy import delete

from kb.document.boards.queries import board_by_id
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import InvalidError, NotAllowedError, NotFoundError
from kb.foundation.news import announce
from kb.identify.identifications.actions import identify_practice
from kb.identify.identifications.models import Trigger
from kb.people.models import Person
from kb.practices.forms import Naming
from kb.practices.models import Audience, Practice
from kb.practices.queries import practices_by_ids
from kb.share.events.events import (
    EventCancelled,
)
from kb.share.events.forms import About, When
from kb.share.events.meetings import EventMeeting
from kb.share.events.models import (
    Coming,
    EventCandidate,
    EventPractice,
    Part,
    Participant,
    SharingEvent,
)
from kb.share.repertoire.forms import Judgement
from kb.share.repertoire.queries import offer_by_key


def plan_event(  # noqa: PLR0913 - what, when and who says it
    about: About,
    when: When,
    motivation: str,
    *,
    by: Person,
    language: str,
    ref: str | None = None,
) -> SharingEvent:
    """Plan an event with a goal; who plans it leads it until somebody else does."""
    if not by.may_write:
        raise NotAllowedError("event.authors_plan")
    if offer_by_key(about.means).is_retired:
        raise InvalidError({"means": "pairing.means_needed"})
    event = SharingEvent(ref=ref, organiser=by, language=language)
    _take(event, about, by=by)
    session.add(event)
    session.flush()
    _go_through(event, about.practice_ids, by=by)
    session.add(EventMeeting(event_id=event.id, **vars(when)))
    session.add(_leader(event, by, motivation))
    session.flush()
    return event


def say_anew(event: SharingEvent, about: About, *, by: Person) -> None:
    """Say anew what an event is called, is for and goes through."""
    event.refuse_others(by)
    event.refuse_when_over()
    offer_by_key(about.means)
    _take(event, about, by=by)
    _go_through(event, about.practice_ids, by=by)


def cancel_event(event: SharingEvent, reason: str, *, by: Person) -> None:
    """Say that an event is not held after all, and why."""
    event.cancel(reason, by=by)
    announce(EventCancelled(event.id, by.id))


def judge_event(event: SharingEvent, judgement: Judgement, *, by: Person) -> None:
    """Judge the goal of an event, and its means."""
    event.judge(judgement, by=by)


def identify_in(
    event: SharingEvent, title: str, holder: Person | None, *, by: Person
) -> Practice:
    """Make a candidate of something that came up; both know of each other."""
    if not by.may_write:
        raise NotAllowedError("event.authors_plan")
    naming = Naming.of(title, "", event.language)
    practice = identify_practice(naming, by=by, holder=holder, trigger=Trigger.WORKSHOP)
    if event.audience is Audience.EVERYONE:
        practice.open()
    came_of(event, practice, by=by)
    return practice


def came_of(event: SharingEvent, practice: Practice, *, by: Person) -> None:
    """Note that a practice came of an event."""
    made = EventCandidate(event_id=event.id, practice_id=practice.id, by_id=by.id)
    made.at = clock.now()
    session.add(made)
    session.flush()


def _take(event: SharingEvent, about: About, *, by: Person) -> None:
    event.name, event.means, event.audience = about.name, about.means, about.audience
    event.goal, event.goal_kind = about.aim.sentence, about.aim.kind
    event.board_id = board_by_id(about.board_id, seen_by=by).id if about.board_id else None


def _go_through(event: SharingEvent, numbers: Sequence[int], *, by: Person) -> None:
    """Keep the practices; those that ``by`` may not see are neither lost nor named."""
    if len(practices_by_ids(numbers, seen_by=by)) < len(numbers):
        raise NotFoundError("pairing.practice_unseen")
    mine = select_of(event)
    seen = {one.id for one in practices_by_ids(mine, seen_by=by)}
    gone = EventPractice.event_id == event.id, EventPractice.practice_id.in_(seen)
    session.execute(delete(EventPractice).where(*gone))
    session.add_all(EventPractice(event_id=event.id, practice_id=one) for one in numbers)
    session.flush()


def select_of(event: SharingEvent) -> Sequence[int]:
    """Return the numbers of everything an event means to go through."""
    rows = session.query(EventPractice.practice_id).filter_by(event_id=event.id)
    return [number for (number,) in rows]


def _leader(event: SharingEvent, person: Person, motivation: str) -> Participant:
    return Participant(
        event_id=event.id,
        person_id=person.id,
        part=Part.LEADS,
        coming=Coming.COMING,
        motivation=motivation,
        language=event.language,
    )
