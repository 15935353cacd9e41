"""Of what one wants to see the figures: of the whole, or of one part of it."""

from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import WHOLE, Scope
from kb.people.models import Industry
from kb.practices.models import Area


def asked_scope(raw: str | None) -> Scope:
    """Read an address; what nobody knows is the whole."""
    if raw in set(Area):
        return Scope(Area(raw))
    if raw in set(Industry):
        return Scope(Industry(raw))
    quarter = Quarter.parse(raw or "")
    return Scope(quarter) if quarter and quarter.has_begun else WHOLE
