"""Trust: of practices that answer about as well, the one that was verified comes first.

An overdue one is never hidden, and what answers clearly better stays before it, whoever
verified what: all of it together is less than what tells a good answer from the next.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

import numpy as np
from sqlalchemy import Select, func, select

from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.conditions import given
from kb.foundation.db import session
from kb.practices.models import Practice
from kb.practices.trust import Trust, trust_at
from kb.search.index.catalogue import KINDS, Catalogue
from kb.search.index.columns import Numbers
from kb.search.index.lexical import Floats as Scores
from kb.search.models import Found

WORTH: Mapping[Trust, float] = {
    Trust.VERIFIED: 0.01,
    Trust.UNVERIFIED: 0.0,
    Trust.DRAFT: 0.0,
    Trust.OVERDUE: -0.01,
    Trust.ARCHIVED: -0.08,  # found still, but after what is in force
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
    return {number: _worth(newest, trust_at(*told), now) for number, newest, *told in rows}


def _worth(newest: datetime | None, trust: Trust, now: datetime) -> float:
    age = (now - newest) / NEW_FOR if newest else 1.0
    return WORTH[trust] + NEW * min(max(1 - age, 0.0), 1.0)


@cache
def _facts() -> Select[*tuple[Any, ...]]:
    newest = (
        select(func.max(Revision.published_at))
        .where(Revision.practice_id == Practice.id)
        .scalar_subquery()
    )
    told = Practice.published_at, Practice.verified_at, Practice.review_due, Practice.dropped_at
    return select(Practice.id, newest, *told).where(Practice.id.in_(given("practices")))
