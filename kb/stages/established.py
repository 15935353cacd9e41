"""Established: a flag beside the stage, when as many as were aimed at are attested to do it."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import Carrier
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.stages.evidence import Stage, stage_condition


def is_established(practice: Practice, stage: Stage, carriers: Sequence[Carrier]) -> bool:
    """Say whether ``practice`` is internalised and has its target of attested carriers.

    ``carriers`` are those who are here and show it; who hides is counted nowhere.
    """
    attested = sum(carrier.is_attested for carrier in carriers)
    return stage is Stage.INTERNALISED and attested >= practice.target_coverage


def established_condition() -> ColumnElement[bool]:
    """Return the same as the SQL condition on Practice."""
    attested = (
        select(func.count(CarrierReason.person_id.distinct()))
        .join(CarrierReason.person)
        .where(
            CarrierReason.practice_id == Practice.id,
            CarrierReason.basis == Basis.ATTESTED,
            ~CarrierReason.hidden,
            is_here(),
        )
        .correlate(Practice)
        .scalar_subquery()
    )
    return stage_condition(Stage.INTERNALISED) & (attested >= Practice.target_coverage)
