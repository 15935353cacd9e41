"""Keeping how often a practice is asked for."""

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.demand.models import Asked
from kb.identify.demand.queries import first_week, monday_of, number_of


def count_asked(slug: str) -> None:
    """Count that a search led to a practice; an address that leads to none counts nothing."""
    practice_id, week = number_of(slug), monday_of(clock.today())
    if practice_id is None:
        return
    asked = session.get(Asked, (practice_id, week))
    if asked is None:
        asked = Asked(practice_id=practice_id, week=week, times=0)
        session.add(asked)
    asked.times += 1
    session.flush()


def forget_asked() -> None:
    """Keep no count longer than it says anything."""
    session.execute(delete(Asked).where(Asked.week < first_week()))
