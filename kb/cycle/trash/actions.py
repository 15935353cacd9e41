"""What can be done with what is no longer wanted."""

from collections.abc import Sequence

from sqlalchemy import delete, update

from kb.cycle.trash.models import Removal
from kb.cycle.trash.queries import may_remove
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.practices.events import (
    PracticePurged,
    PracticeRemoved,
    PracticeRestored,
    PracticeTrashed,
)
from kb.practices.models import Practice
from kb.share.mentoring.models import Session
from kb.socialise.sparring.models import SparringNote


def remove_practice(practice: Practice, reason: str, *, by: Person) -> Removal:
    """Put a practice in the trash: from now on nobody sees it, and it can be put back."""
    if not may_remove(practice, by):
        raise NotAllowedError("trash.not_yours")
    removal = Removal(practice=practice, by=by, reason=reason)
    practice.removed_at = clock.now()
    session.add(removal)
    session.flush()
    announce(PracticeRemoved(practice.id))
    announce(PracticeTrashed(practice.id, by.id))
    return removal


def put_back(removal: Removal, *, by: Person) -> Practice:
    """Take a practice out of the trash, with everything that hangs on it."""
    practice = removal.practice
    practice.removed_at = None
    session.delete(removal)
    session.flush()
    announce(PracticeRestored(practice.id, by.id))
    return practice


def remove_for_good(numbers: Sequence[int]) -> None:
    """Delete practices whose time in the trash is over; what was said in talk stays."""
    for number in numbers:
        notes, tasks = SparringNote.practice_id == number, Session.task_practice_id == number
        session.execute(update(SparringNote).where(notes).values(practice_id=None))
        session.execute(update(Session).where(tasks).values(task_practice_id=None))
        session.execute(delete(Practice).where(Practice.id == number))
        announce(PracticeRemoved(number))
        announce(PracticePurged(number))
    session.expire_all()
