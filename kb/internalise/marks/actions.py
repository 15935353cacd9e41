"""What a learner can say of a practice and themselves."""

from sqlalchemy import delete

from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.foundation.news import announce
from kb.identify.carriers.queries import is_held_by
from kb.internalise.adoptions.events import UseGivenUp
from kb.internalise.marks.events import BecameOwnWork
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.marks.queries import mark_of, trials_still_needed
from kb.people.models import Person
from kb.practices.models import Practice


def toggle_reading(practice: Practice, *, by: Person) -> bool:
    """Mark as read, or take the mark back; return whether it stands now."""
    _refuse_holder(practice, by)
    mark = mark_of(by, practice, MarkKind.READ)
    if mark:
        session.delete(mark)
    else:
        session.add(Mark(practice=practice, learner=by, kind=MarkKind.READ))
    session.flush()
    return mark is None


def declare_own_work(practice: Practice, *, by: Person) -> None:
    """Say that it is part of one's own work; only doing makes it so, never talk (R6)."""
    _refuse_holder(practice, by)
    needed = trials_still_needed(by, practice)
    if needed:
        raise DomainError("mark.two_trials", needed=needed)
    if mark_of(by, practice, MarkKind.OWN_WORK):
        return
    session.add(Mark(practice=practice, learner=by, kind=MarkKind.OWN_WORK))
    session.flush()
    announce(BecameOwnWork(practice.id, by.id))


def take_back_own_work(event: UseGivenUp) -> None:
    """Call it own work no longer, once its use was given up; what was tried stays."""
    session.execute(
        delete(Mark).where(
            Mark.practice_id == event.practice_id,
            Mark.learner_id == event.person_id,
            Mark.kind == MarkKind.OWN_WORK,
        )
    )


def _refuse_holder(practice: Practice, person: Person) -> None:
    if is_held_by(practice, person):
        raise DomainError("mark.own")
