"""What can be done when a practice is no longer the way."""

from kb.document.dropping.events import PracticeDropped
from kb.document.dropping.forms import Farewell
from kb.document.dropping.models import Dropping
from kb.document.dropping.queries import dropping_of
from kb.document.upkeep.queries import looks_after
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import ConflictError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import addresses_by_title, practice_by_slug


def drop_practice(practice: Practice, farewell: Farewell, *, by: Person) -> Dropping:
    """Give a practice up: it stays to be found, behind a banner with the reason (R9)."""
    _refuse_unless_theirs(practice, by)
    if practice.dropped_at is not None:
        raise ConflictError("dropping.already")
    successor = _successor(practice, farewell, by)
    dropping = Dropping(
        practice=practice,
        by=by,
        reason=farewell.reason,
        successor_id=successor.id if successor else None,
    )
    practice.dropped_at = clock.now()
    session.add(dropping)
    session.flush()
    announce(PracticeDropped(practice.id, by.id))
    return dropping


def take_up_again(practice: Practice, *, by: Person) -> None:
    """Take a practice back into use."""
    _refuse_unless_theirs(practice, by)
    dropping = dropping_of(practice)
    if dropping is not None:
        dropping.take_back(by=by)
    practice.dropped_at = None
    session.flush()


def _refuse_unless_theirs(practice: Practice, by: Person) -> None:
    if not (looks_after(practice, by) or by.is_coordinator):
        raise NotAllowedError("dropping.not_yours")


def _successor(practice: Practice, farewell: Farewell, by: Person) -> Practice | None:
    """Return what comes in its place; never itself, nor what was given up already."""
    if not farewell.successor:
        return None
    slug = addresses_by_title([farewell.successor], seen_by=by).get(farewell.successor)
    found = practice_by_slug(slug, seen_by=by) if slug else None
    if found is None or found.id == practice.id:
        raise InvalidError({"successor": "dropping.successor_unknown"})
    if found.dropped_at is not None:
        raise InvalidError({"successor": "dropping.successor_dropped"})
    return found
