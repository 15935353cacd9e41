"""Sitting down to a text and getting up again."""

from sqlalchemy import delete

from kb.document.presence.models import GONE_AFTER, Sitting
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.events import PersonSuspended
from kb.people.models import Person
from kb.practices.models import Practice


def note_sitting(practice: Practice, language: str, *, by: Person, sheet: str = "") -> None:
    """Tell that ``by`` is still writing; whoever has told nothing for a minute is forgotten."""
    gone = clock.now() - GONE_AFTER
    session.execute(delete(Sitting).where(Sitting.seen_at < gone))
    sitting = session.get(Sitting, (practice.id, language, by.id))
    if sitting is None:
        sitting = Sitting(practice_id=practice.id, language=language, person_id=by.id)
        session.add(sitting)
    sitting.seen_at, sitting.sheet = clock.now(), sheet
    session.flush()


def end_sitting(
    practice: Practice, language: str, *, by: Person, sheet: str | None = None
) -> None:
    """Tell that ``by`` writes no more, or not on that page: it may have been loaded anew."""
    sitting = session.get(Sitting, (practice.id, language, by.id))
    if sitting and sheet in {None, sitting.sheet}:
        session.delete(sitting)
        session.flush()


def end_sittings(event: PersonSuspended) -> None:
    """Let somebody who is let in no more sit at no text."""
    session.execute(delete(Sitting).where(Sitting.person_id == event.person_id))
