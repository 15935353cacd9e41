"""The one table of evidence: what a practice must have to be called what (R1)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from kb.document.revisions.queries import documented_practice_ids
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.foundation.words import Kind
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import held_practice_ids
from kb.identify.identifications.models import Identification
from kb.identify.identifications.queries import identified_practice_ids
from kb.internalise.marks.queries import internalised_practice_ids
from kb.practices.models import Practice
from kb.share.events import queries as events
from kb.share.mentoring import queries as pairs
from kb.share.shadowing import queries as shadowing
from kb.share.turns import queries as turns


class Stage(Kind):
    """How far a practice has come, in the order of the path."""

    CANDIDATE = "candidate"
    IDENTIFIED = "identified"
    DOCUMENTED = "documented"
    SHARED = "shared"
    INTERNALISED = "internalised"


def identified_and_held() -> Select[int]:
    """Select the practices that somebody noticed and somebody holds."""
    holds = held_practice_ids().where(CarrierReason.practice_id == Identification.practice_id)
    return identified_practice_ids().where(holds.exists())


def shared_practice_ids() -> Select[int]:
    """Select the practices that reached another: gone through together, seen or covered."""
    ways = (
        pairs.gone_through_practice_ids,
        events.gone_through_practice_ids,
        shadowing.acknowledged_practice_ids,
        turns.acknowledged_practice_ids,
    )
    return select(Practice.id).where(or_(*(is_among(ids(), Practice.id) for ids in ways)))


EVIDENCE: Mapping[Stage, Callable[[], Select[int]]] = {
    Stage.IDENTIFIED: identified_and_held,
    Stage.DOCUMENTED: documented_practice_ids,
    Stage.SHARED: shared_practice_ids,
    Stage.INTERNALISED: internalised_practice_ids,
}


def stage_by(evidence: Mapping[Stage, bool]) -> Stage:
    """Return the highest stage whose own evidence and all evidence before it is there."""
    reached = Stage.CANDIDATE
    for stage in EVIDENCE:
        if not evidence[stage]:
            break
        reached = stage
    return reached


def ahead(evidence: Mapping[Stage, bool]) -> list[Stage]:
    """Return the stages whose evidence waits for an earlier one, and then counts."""
    last = list(Stage).index(stage_by(evidence))
    return [stage for stage in list(EVIDENCE)[last:] if evidence[stage]]


def evidence_of(practice_ids: Sequence[int]) -> dict[int, dict[Stage, bool]]:
    """Return which evidence each of the practices has, asked at once."""
    rows = session.execute(_evidence(), {"practices": practice_ids})
    return {row[0]: evidence_in(row[1:]) for row in rows}


@cache
def _evidence() -> Select[*tuple[int | bool, ...]]:
    asked = aliased(Practice)
    return select(asked.id, *evidence_columns(asked.id)).where(asked.id.in_(given("practices")))


def evidence_columns(number: InstrumentedAttribute[int]) -> list[ColumnElement[bool]]:
    """Return the columns that tell of a practice, of an alias of its table, what is there."""
    return [is_among(select_ids(), number) for select_ids in EVIDENCE.values()]


def evidence_in(columns: Iterable[object]) -> dict[Stage, bool]:
    """Return which evidence is there, as those columns tell it."""
    return dict(zip(EVIDENCE, map(bool, columns), strict=True))


def is_among(ids: Select[int], number: InstrumentedAttribute[int]) -> ColumnElement[bool]:
    """Return the condition that a number is selected, without selecting all that are."""
    return ids.where(ids.selected_columns[0] == number).correlate(number.class_).exists()


def evidence_for(practice: Practice) -> dict[Stage, bool]:
    """Return which evidence ``practice`` has, also that without an earlier one."""
    return evidence_of([practice.id])[practice.id]


def stages_of(practice_ids: Sequence[int]) -> dict[int, Stage]:
    """Return the stage of each of the practices."""
    return {number: stage_by(found) for number, found in evidence_of(practice_ids).items()}


def stage_of(practice: Practice) -> Stage:
    """Return how far ``practice`` has come."""
    return stage_by(evidence_for(practice))


def stage_condition(stage: Stage) -> ColumnElement[bool]:
    """Return the SQL condition on Practice for being at exactly ``stage``."""
    reached = list(Stage).index(stage)
    there = [Practice.id.in_(select_ids()) for select_ids in EVIDENCE.values()]
    return and_(*there[:reached], *(not_(missing) for missing in there[reached : reached + 1]))
