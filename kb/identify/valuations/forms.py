"""What a coordinator says of a practice's weight."""

from collections.abc import Mapping

from kb.foundation.errors import InvalidError
from kb.identify.valuations.models import Criticality


def criticality_in(form: Mapping[str, str]) -> Criticality:
    """Return the criticality that was chosen, or raise InvalidError."""
    chosen = form.get("criticality", "")
    if chosen not in set(Criticality):
        raise InvalidError({"criticality": "valuation.criticality_needed"})
    return Criticality(chosen)
