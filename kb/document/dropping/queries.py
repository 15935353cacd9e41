"""Finding what was given up, and what came in its place."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from kb.document.dropping.models import Dropping
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import practices_by_ids, visible_to

MOST_TITLES = 300


@dataclass(frozen=True)
class Dropped:
    """That a practice was given up, and its successor as far as the reader may see it."""

    dropping: Dropping
    successor: Practice | None


def dropped(practice: Practice, *, seen_by: Person) -> Dropped | None:
    """Return how ``practice`` was given up, if it is."""
    found = dropping_of(practice)
    if found is None:
        return None
    numbers = [found.successor_id] if found.successor_id else []
    return Dropped(found, next(iter(practices_by_ids(numbers, seen_by=seen_by)), None))


def dropping_of(practice: Practice) -> Dropping | None:
    """Return the giving up that holds now."""
    if practice.dropped_at is None:
        return None
    holds = Dropping.practice_id == practice.id, Dropping.taken_back_at.is_(None)
    return session.scalar(select(Dropping).where(*holds).order_by(Dropping.id.desc()).limit(1))


def possible_successors(practice: Practice, *, seen_by: Person) -> Sequence[str]:
    """Return the names of what could come in its place, to choose from as one types."""
    return session.scalars(
        select(Practice.title)
        .where(visible_to(seen_by), Practice.dropped_at.is_(None), Practice.id != practice.id)
        .order_by(Practice.title)
        .limit(MOST_TITLES)
    ).all()
