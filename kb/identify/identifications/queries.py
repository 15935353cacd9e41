"""Finding who noticed what."""

from sqlalchemy import Select, select

from kb.identify.identifications.models import Identification


def identified_practice_ids() -> Select[int]:
    """Select the practices that anybody has noticed."""
    return select(Identification.practice_id)
