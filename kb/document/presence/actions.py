"""Sitting down to a text and getting up again."""

from sqlalchemy import delete

from kb.document.presence.models import GONE_AFTER, Sitting
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice


def note_sitting(practice: Practice, language: str, *, by: Person) -> None:
    """Tell that ``by`` is still writing; whoever has told nothing for a minute is forgotten."""
    gone = clock.now() - GONE_AFTER
    session.execute(delete(Sitting).where(Sitting.seen_at < gone))
    sitting = session.get(Sitting, (practice.id, language, by.id))
    if sitting is None:
        session.add(Sitting(practice_id=practice.id, language=language, person_id=by.id))
    else:
        sitting.seen_at = clock.now()
    session.flush()


def end_sitting(practice: Practice, language: str, *, by: Person) -> None:
    """Tell that ``by`` writes no more."""
    session.execute(
        delete(Sitting).where(
            Sitting.practice_id == practice.id,
            Sitting.language == language,
            Sitting.person_id == by.id,
        )
    )
