"""What can be done with a suggestion, besides following it: put it aside, take it up again."""

from sqlalchemy import delete

from kb.cycle.reviews.forms import Aside
from kb.cycle.reviews.models import PutAside
from kb.document.upkeep.queries import looks_after
from kb.foundation.db import session
from kb.foundation.errors import NotAllowedError, NotFoundError
from kb.people.models import Person
from kb.practices.queries import practices_by_ids


def put_aside(aside: Aside, *, by: Person) -> None:
    """Let a suggestion rest for a year, for everybody."""
    _refuse_stranger(aside, by)
    row = PutAside(
        kind=aside.kind, practice_id=aside.practice, other_id=aside.other, by_id=by.id
    )
    session.add(row)
    session.flush()


def take_up(aside: Aside, *, by: Person) -> None:
    """Let it be suggested again."""
    _refuse_stranger(aside, by)
    session.execute(
        delete(PutAside).where(
            PutAside.kind == aside.kind,
            PutAside.practice_id == aside.practice,
            PutAside.other_id.is_not_distinct_from(aside.other),
        )
    )


def _refuse_stranger(aside: Aside, by: Person) -> None:
    found = practices_by_ids(aside.practices, seen_by=by)
    if len(found) < len(aside.practices):
        raise NotFoundError("practice.not_found")
    if not (by.is_coordinator or any(looks_after(one, by) for one in found)):
        raise NotAllowedError("review.not_yours_to_put_aside")
