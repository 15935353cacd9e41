"""Since when each practice has been at its stage, by the days of its evidence.

A stage has been reached when its own evidence and that of every stage before it was there, so
on the latest of their first days. What a meeting, an event, a visit or a turn passed on counts
from the day it was; a text from when it was first published; own work from the learner's word
or an attestation, whichever came first.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import Select, func, select

from kb.cycle.board.placing import Placed
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import held_practice_ids, is_own
from kb.identify.identifications.models import Identification
from kb.identify.identifications.queries import identified_practice_ids
from kb.internalise.attestations.models import Attestation
from kb.internalise.attestations.queries import attested_practice_ids
from kb.internalise.marks.models import Mark, MarkKind
from kb.practices.models import Practice
from kb.share.events import queries as events
from kb.share.events.meetings import EventMeeting, GoneThrough
from kb.share.mentoring import queries as pairs
from kb.share.mentoring.models import Session
from kb.share.shadowing import queries as shadowing
from kb.share.shadowing.models import Shadowing
from kb.share.turns import queries as turns
from kb.share.turns.models import Turn
from kb.stages.evidence import Stage

Dated = Select[int, date | datetime | None]


def _identified() -> Dated:
    return identified_practice_ids().add_columns(Identification.at)


def _held() -> Dated:
    return held_practice_ids().add_columns(CarrierReason.since)


def _published() -> Dated:
    return select(Practice.id, Practice.published_at).where(Practice.published_at.is_not(None))


def _met() -> Dated:
    return pairs.gone_through_practice_ids().add_columns(Session.held_on)


def _gathered() -> Dated:
    gone_through = events.gone_through_practice_ids()
    same = EventMeeting.id == GoneThrough.meeting_id
    return gone_through.join(EventMeeting, same).add_columns(EventMeeting.starts_at)


def _accompanied() -> Dated:
    return shadowing.acknowledged_practice_ids().add_columns(Shadowing.held_on)


def _covered() -> Dated:
    return turns.acknowledged_practice_ids().add_columns(Turn.ends_on)


def _said() -> Dated:
    others = Mark.kind == MarkKind.OWN_WORK, ~is_own(Mark.practice_id, Mark.learner_id)
    return select(Mark.practice_id, Mark.at).where(*others)


def _attested() -> Dated:
    return attested_practice_ids().add_columns(Attestation.answered_at)


# All of the outer are needed; of the inner, the first of any of them.
FIRST_DAYS: Mapping[Stage, Sequence[Sequence[Callable[[], Dated]]]] = {
    Stage.IDENTIFIED: [[_identified], [_held]],
    Stage.DOCUMENTED: [[_published]],
    Stage.SHARED: [[_met, _gathered, _accompanied, _covered]],
    Stage.INTERNALISED: [[_said, _attested]],
}


def reached_on(found: Sequence[Placed]) -> dict[int, date]:
    """Return the day on which each of the practices came to the stage at which it is."""
    days = {stage: [_earliest(ways) for ways in needed] for stage, needed in FIRST_DAYS.items()}
    return {one.id: max(_needed(one, days)) for one in found}


def _needed(one: Placed, days: Mapping[Stage, Sequence[Mapping[int, date]]]) -> Iterable[date]:
    """Return the days of what was needed until its stage; it was named before all of them."""
    yield day_of(one.made_at)
    until = list(Stage).index(one.stage)
    for stage in list(FIRST_DAYS)[:until]:
        yield from (known[one.id] for known in days[stage] if one.id in known)


def _earliest(ways: Sequence[Callable[[], Dated]]) -> dict[int, date]:
    found: dict[int, date] = {}
    for way in ways:
        asked = way()
        number, at = asked.selected_columns
        rows = session.execute(asked.with_only_columns(number, func.min(at)).group_by(number))
        for practice, first in rows:
            day = day_of(first)
            found[practice] = min(day, found.get(practice, day))
    return found


def day_of(moment: date | datetime) -> date:
    """Return the day of a moment where the organisation works."""
    return moment.astimezone(clock.HOME).date() if isinstance(moment, datetime) else moment
