"""Established: a flag beside the stage, when as many as were aimed at are attested to do it."""

from collections.abc import Sequence

from kb.identify.carriers.queries import Carrier
from kb.practices.models import Practice
from kb.stages.evidence import Stage


def is_established(practice: Practice, stage: Stage, carriers: Sequence[Carrier]) -> bool:
    """Say whether ``practice`` is internalised and has its target of attested carriers.

    ``carriers`` are those who are here and show it; who hides is counted nowhere.
    """
    attested = sum(carrier.is_attested for carrier in carriers)
    return stage is Stage.INTERNALISED and attested >= practice.target_coverage
