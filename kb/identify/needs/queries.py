"""Finding what was looked for and not found."""

from sqlalchemy import func, select

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


def need_by_id(number: int, *, seen_by: Person) -> Need:
    """Return the need to its asker and to coordinators; to others there is none."""
    found = session.get(Need, number)
    if found is None or not (found.asker_id == seen_by.id or seen_by.is_coordinator):
        raise NotFoundError("need.not_found")
    return found
