"""Finding who noticed what."""

from sqlalchemy import Select, select

from kb.foundation.db import session
from kb.identify.identifications.models import Identification
from kb.practices.models import Practice


def identified_practice_ids() -> Select[int]:
    """Select the practices that anybody has noticed."""
    return select(Identification.practice_id)


def first_identification(practice: Practice) -> Identification | None:
    """Return the noticing that came first."""
    return session.scalar(
        select(Identification)
        .where(Identification.practice_id == practice.id)
        .order_by(Identification.at)
        .limit(1)
    )
