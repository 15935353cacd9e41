"""Established: a flag beside the stage, for what is attested and carried by enough people."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select

from kb.identify.carriers.models import Basis, CarrierReason
from kb.identify.carriers.queries import Carrier
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.stages.evidence import Stage, stage_condition


def is_established(practice: Practice, stage: Stage, carriers: Sequence[Carrier]) -> bool:
    """Say whether ``practice`` is internalised, attested, and has its target of carriers.

    ``carriers`` are those who are here and show it; who hides is counted nowhere.
    """
    attested = any(
        reason.basis is Basis.ATTESTED for carrier in carriers for reason in carrier.reasons
    )
    enough = len(carriers) >= practice.target_coverage
    return stage is Stage.INTERNALISED and attested and enough


def established_condition() -> ColumnElement[bool]:
    """Return the same as the SQL condition on Practice."""
    shown = (
        select(CarrierReason.practice_id)
        .join(CarrierReason.person)
        .where(CarrierReason.practice_id == Practice.id, ~CarrierReason.hidden, is_here())
        .correlate(Practice)
    )
    number = shown.with_only_columns(func.count(Person.id.distinct())).scalar_subquery()
    attested = shown.where(CarrierReason.basis == Basis.ATTESTED).exists()
    enough = number >= Practice.target_coverage
    return stage_condition(Stage.INTERNALISED) & attested & enough
