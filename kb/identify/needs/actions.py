"""What can be done when nothing answered."""

from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.needs.events import NeedLeft
from kb.identify.needs.forms import Demand
from kb.identify.needs.models import Need
from kb.people.models import Person


def note_demand(demand: Demand, *, by: Person) -> Need:
    """Keep what somebody looked for and did not find."""
    need = Need(
        question=demand.question,
        query=demand.query,
        language=demand.language,
        industry=demand.industry,
        anonymous=demand.anonymous,
        asker=by,
    )
    session.add(need)
    session.flush()
    announce(NeedLeft(need.id))
    return need
