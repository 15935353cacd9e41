"""Finding the needs that may ask the same."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.foundation.db import session
from kb.identify.needs.models import Need
from kb.search.needs.wordings import nearest_to

MOST = 10


def needs_near(need: Need) -> Sequence[Need]:
    """Return the needs that come closest to one, the closest first; closed ones left out."""
    numbers = [one.whole for one in nearest_to(need)[:MOST]]
    found = {one.id: one for one in session.scalars(select(Need).where(Need.id.in_(numbers)))}
    return [found[number] for number in numbers]
