"""Finding who else writes."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from kb.document.presence.models import GONE_AFTER, Sitting
from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice


def others_at(practice: Practice, language: str, *, but: Person) -> Sequence[Sitting]:
    """Return who else has told within a minute that they write the same text."""
    return session.scalars(
        select(Sitting)
        .join(Sitting.person)
        .where(
            Sitting.practice_id == practice.id,
            Sitting.language == language,
            Sitting.person_id != but.id,
            Sitting.seen_at >= clock.now() - GONE_AFTER,
            is_here(),
        )
        .options(contains_eager(Sitting.person))
        .order_by(Sitting.since, Person.name)
    ).all()
