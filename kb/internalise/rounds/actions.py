"""What one does with another round: go through what is new."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError
from kb.identify.carriers.queries import is_held_by
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.marks.queries import mark_of
from kb.people.models import Person
from kb.practices.models import Practice


def read_anew(practice: Practice, *, by: Person) -> None:
    """Mark as read what the practice says now."""
    if is_held_by(practice, by):
        raise DomainError("mark.own")
    mark = mark_of(by, practice, MarkKind.READ)
    if mark is None:
        mark = Mark(practice=practice, learner=by, kind=MarkKind.READ)
        session.add(mark)
    mark.at = clock.now()
    session.flush()
