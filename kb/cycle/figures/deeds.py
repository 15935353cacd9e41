"""What people brought to the cycle, deed by deed: who, of which practice, and when."""

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, String, literal, select, type_coerce, union_all
from sqlalchemy.orm import InstrumentedAttribute

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.identifications.models import Identification
from kb.identify.recognitions.models import Recognition
from kb.internalise.trials.models import Trial
from kb.share.events.meetings import EventMeeting, EventPresence, GoneThrough
from kb.share.mentoring.models import MeetingState, Session, SessionPractice
from kb.share.pairings.models import Pairing
from kb.share.shadowing.models import Shadowing
from kb.stages.evidence import Stage

Number = InstrumentedAttribute[int]
When = ColumnElement[Any] | InstrumentedAttribute[Any]  # a day or a moment
A_DAY = len("2026-11-28")


class Deed(NamedTuple):
    """One thing that somebody did with a practice."""

    stage: str
    person: int
    practice: int
    day: date


def deeds() -> list[Deed]:
    """Return every deed: noticing, recognising, writing, meeting, showing and trying."""
    met, held = Session.id == SessionPractice.session_id, Session.state == MeetingState.HELD
    in_pair = Pairing.id == Session.pairing_id
    told = _deed(
        Stage.SHARED, EventPresence.person_id, GoneThrough.practice_id, EventMeeting.starts_at
    )
    pairs = [
        _deed(Stage.SHARED, who, SessionPractice.practice_id, Session.held_on).where(
            met, in_pair, held
        )
        for who in (Pairing.mentor_id, Pairing.learner_id)
    ]
    shown = [
        _deed(Stage.SHARED, who, Shadowing.practice_id, Shadowing.held_on).where(
            Shadowing.acknowledged_at.is_not(None)
        )
        for who in (Shadowing.host_id, Shadowing.guest_id)
    ]
    rows = session.execute(
        union_all(
            _deed(
                Stage.IDENTIFIED,
                Identification.by_id,
                Identification.practice_id,
                Identification.at,
            ),
            _deed(Stage.IDENTIFIED, Recognition.by_id, Recognition.practice_id, Recognition.at),
            _deed(
                Stage.DOCUMENTED,
                Revision.author_id,
                Revision.practice_id,
                Revision.published_at,
            ).where(Revision.published_at.is_not(None)),
            *pairs,
            told.where(
                EventMeeting.id == GoneThrough.meeting_id,
                EventPresence.meeting_id == EventMeeting.id,
                EventMeeting.held_at.is_not(None),
            ),
            *shown,
            _deed(
                Stage.INTERNALISED, Trial.learner_id, Trial.practice_id, Trial.tried_on
            ).where(Trial.debriefed_at.is_not(None)),
        )
    )
    return [Deed(stage, person, practice, _day(when)) for stage, person, practice, when in rows]


def _deed(
    stage: Stage, person: Number, practice: Number, when: When
) -> Select[str, int, int, str]:
    return select(literal(stage.value), person, practice, type_coerce(when, String))


@lru_cache(maxsize=100_000)
def _day(when: str) -> date:
    """Return the day of what the database holds as a day, or as a moment in UTC."""
    if len(when) == A_DAY:
        return date.fromisoformat(when)
    return datetime.fromisoformat(when).replace(tzinfo=UTC).astimezone(clock.HOME).date()
