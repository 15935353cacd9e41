"""Trust: of practices that answer about as well, the one that was verified comes first.

An overdue one is never hidden, and what answers clearly better stays before it, whoever
verified what: all of it together is less than what tells a good answer from the next.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cache

import numpy as np
from sqlalchemy import Select, bindparam, func, select

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.practices.models import Practice, Trust, trust_at
from kb.search.index.catalogue import KINDS, Catalogue
from kb.search.index.columns import Numbers
from kb.search.index.lexical import Floats as Scores
from kb.search.models import Found

WORTH: Mapping[Trust, float] = {
    Trust.VERIFIED: 0.01,
    Trust.UNVERIFIED: 0.0,
    Trust.OVERDUE: -0.01,
}
NEW, NEW_FOR = 0.005, timedelta(days=365)  # of a text just published, and none of it after that


def trusted(places: Numbers, rows: Numbers, catalogue: Catalogue) -> Scores:
    """Return what trust adds to each text at ``places``, as far as it is one of ``rows``."""
    added: Scores = np.zeros(len(places))
    practices = rows[catalogue.kinds[places[rows]] == KINDS.index(Found.PRACTICE)]
    things = catalogue.things[places[practices]].tolist()
    worth = _worth_of(things)
    added[practices] = [worth.get(number, 0.0) for number in things]
    return added


def _worth_of(practices: Sequence[int]) -> dict[int, float]:
    now = clock.now()
    rows = session.execute(_facts(), {"practices": practices})
    return {row[0]: _worth(*row[1:], now) for row in rows}


def _worth(
    verified: datetime | None, due: date | None, published: datetime | None, now: datetime
) -> float:
    age = (now - published) / NEW_FOR if published else 1.0
    return WORTH[trust_at(verified, due)] + NEW * min(max(1 - age, 0.0), 1.0)


@cache
def _facts() -> Select[int, datetime | None, date | None, datetime | None]:
    published = (
        select(func.max(Revision.published_at))
        .where(Revision.practice_id == Practice.id)
        .scalar_subquery()
    )
    return select(Practice.id, Practice.verified_at, Practice.review_due, published).where(
        Practice.id.in_(bindparam("practices", expanding=True))
    )
