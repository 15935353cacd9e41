"""Finding what lies in the trash, and who may put what in it."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, func, select, true

from kb.cycle.trash.hanging import is_others_work
from kb.cycle.trash.models import Removal
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Person, Role
from kb.practices.models import Practice
from kb.practices.queries import audience_of
from kb.web.paging import PER_PAGE, Page


def minds_the_trash(person: Person) -> bool:
    """Say whether this person may delete, and put back, what others wrote."""
    return person.role in {Role.COORDINATOR, Role.ADMIN}


def may_remove(practice: Practice, person: Person) -> bool:
    """Say whether this person may delete ``practice``.

    Its author may, as long as nobody has read it and nothing of anybody else hangs on it;
    afterwards a coordinator or an admin.
    """
    if minds_the_trash(person):
        return True
    own = practice.author_id == person.id and practice.published_at is None
    return own and not is_others_work(practice, person)


def removals(number: int, *, seen_by: Person) -> Page[Removal]:
    """Return a page of what lies in the trash, the latest first: one's own, or everybody's."""
    mine = _theirs(seen_by)
    total = session.scalar(
        select(func.count()).select_from(Removal).join(Practice).where(*mine)
    )
    rows = session.scalars(
        select(Removal)
        .join(Removal.practice)
        .where(*mine)
        .order_by(Removal.at.desc())
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return Page(rows, number, total or 0)


def removal_of(slug: str, *, seen_by: Person) -> Removal:
    """Return one practice in the trash to those who may put it back, or NotFoundError."""
    found = session.scalar(
        select(Removal).join(Removal.practice).where(Practice.slug == slug, *_theirs(seen_by))
    )
    if found is None:
        raise NotFoundError("practice.not_found")
    return found


def kept_too_long(days: int) -> Sequence[int]:
    """Return the numbers of the practices whose time in the trash is over."""
    until = clock.now() - timedelta(days=days)
    return session.scalars(select(Removal.practice_id).where(Removal.at < until)).all()


def _theirs(person: Person) -> Sequence[ColumnElement[bool]]:
    whose = true() if minds_the_trash(person) else Removal.by_id == person.id
    return [Practice.removed_at.is_not(None), audience_of(person), whose]
