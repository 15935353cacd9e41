"""What can be done to hear of a practice, or no longer."""

from sqlalchemy import delete

from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.socialise.watching.models import Watch
from kb.socialise.watching.queries import is_watched_by


def watch(practice: Practice, *, by: Person) -> None:
    """Let ``by`` hear of new wordings, comments and a giving up; twice is once."""
    if not is_watched_by(practice, by):
        session.add(Watch(practice_id=practice.id, person_id=by.id))
        session.flush()


def unwatch(practice: Practice, *, by: Person) -> None:
    """Let ``by`` hear of it no longer."""
    mine = Watch.practice_id == practice.id, Watch.person_id == by.id
    session.execute(delete(Watch).where(*mine))
