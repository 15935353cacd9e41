"""Finding what was looked for and not found."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select, true

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.needs.models import Need, NeedState
from kb.people.models import Person
from kb.web.paging import PER_PAGE, Page


def open_needs(page: int) -> Page[Need]:
    """Return a page of the needs nobody has met yet, newest first."""
    is_open = Need.state == NeedState.OPEN
    total = session.scalar(select(func.count(Need.id)).where(is_open)) or 0
    needs = session.scalars(
        select(Need)
        .where(is_open)
        .order_by(Need.made_at.desc(), Need.id.desc())
        .limit(PER_PAGE)
        .offset((page - 1) * PER_PAGE)
    ).all()
    return Page(needs, page, total)


def visible_to(person: Person) -> ColumnElement[bool]:
    """Return the SQL condition for the needs ``person`` may see: coordinators see all."""
    return true() if person.is_coordinator else Need.asker_id == person.id


def needs_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Need]:
    """Return those of the needs that ``seen_by`` may see."""
    among = Need.id.in_(numbers), visible_to(seen_by)
    return session.scalars(select(Need).where(*among).order_by(Need.id)).all()


def need_by_id(number: int, *, seen_by: Person) -> Need:
    """Return the need to those who may see it; to others there is none."""
    found = next(iter(needs_by_ids([number], seen_by=seen_by)), None)
    if found is None:
        raise NotFoundError("need.not_found")
    return found
