"""What can be done to say how much a practice weighs."""

from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError
from kb.identify.valuations.models import Criticality, Valuation
from kb.people.models import Person
from kb.practices.models import Practice


def value_practice(
    practice: Practice, criticality: Criticality, *, by: Person
) -> Valuation | None:
    """Say how critical ``practice`` is; saying the same again changes nothing."""
    if not by.is_coordinator:
        raise NotAllowedError("valuation.coordinator_values")
    if practice.criticality == int(criticality):
        return None
    practice.criticality = int(criticality)
    valuation = Valuation(practice_id=practice.id, criticality=criticality, by_id=by.id)
    session.add(valuation)
    session.flush()
    return valuation
