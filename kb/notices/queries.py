"""Finding what somebody was told, as they may see it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.notices.models import About, Notice, NoticeKind, Topic
from kb.notices.sights import Sight, sights_of
from kb.people.models import Industry, Person
from kb.web.paging import PER_PAGE, Page

NEWEST = 5  # of those not seen, on one's own page
# What waits there by itself, until it is done.
STANDING = (
    NoticeKind.NEED_OFFERED,
    NoticeKind.EVENT_INVITED,
    NoticeKind.PAIR_ASKED,
    NoticeKind.IMPROVEMENT_PROPOSED,
    NoticeKind.ATTESTATION_ASKED,
)


@dataclass(frozen=True)
class Line:
    """A notice as a list shows it; nothing of what its reader may no longer see."""

    notice: Notice
    sight: Sight | None
    practice: Sight | None

    @property
    def industry(self) -> Industry | None:
        """Return the industry for the sake of which one is told, if it is for one."""
        shared = self.notice.because.get("industry")
        return Industry(shared) if shared in set(Industry) else None


@dataclass(frozen=True)
class News:
    """What somebody has not seen yet: the newest, and how many there are."""

    lines: Sequence[Line]
    total: int


def notices_of(person: Person, page: int) -> Page[Line]:
    """Return a page of what ``person`` was told, newest first."""
    total = session.scalar(select(func.count(Notice.id)).where(Notice.person_id == person.id))
    rows = session.scalars(
        _newest_first(person).limit(PER_PAGE).offset((page - 1) * PER_PAGE)
    ).all()
    return Page(lines_of(rows, person), page, total or 0)


def news_for(person: Person) -> News:
    """Return what ``person`` has not seen yet, but for what waits on their page anyhow."""
    unseen = Notice.seen_at.is_(None)
    mine = Notice.person_id == person.id
    total = session.scalar(select(func.count(Notice.id)).where(mine, unseen)) or 0
    if not total:
        return News((), 0)
    waiting = unseen, Notice.kind.not_in(STANDING)
    rows = session.scalars(_newest_first(person).where(*waiting).limit(NEWEST)).all()
    return News(lines_of(rows, person), total)


def notice_by_id(number: int, *, seen_by: Person) -> Notice:
    """Return the notice to the one it was written for; to others there is none."""
    found = session.get(Notice, number)
    if found is None or found.person_id != seen_by.id:
        raise NotFoundError("notice.not_found")
    return found


def sight_of(notice: Notice, *, seen_by: Person) -> Sight | None:
    """Return what the reader may see of what a notice is about, if anything."""
    return sights_of([notice.topic], seen_by=seen_by).get(notice.topic)


def _newest_first(person: Person) -> Select[Notice]:
    return (
        select(Notice)
        .where(Notice.person_id == person.id)
        .options(joinedload(Notice.by))
        .order_by(Notice.made_at.desc(), Notice.id.desc())
    )


def lines_of(rows: Sequence[Notice], person: Person) -> list[Line]:
    """Return notices as a list shows them to ``person``, in the same order."""
    reasons = [_reason(row) for row in rows]
    sights = sights_of({row.topic for row in rows} | set(_given(reasons)), seen_by=person)
    return [
        Line(row, sights.get(row.topic), sights.get(reason) if reason else None)
        for row, reason in zip(rows, reasons, strict=True)
    ]


def _reason(notice: Notice) -> Topic | None:
    number = notice.because.get("practice")
    return Topic(About.PRACTICE, number) if isinstance(number, int) else None


def _given(reasons: Iterable[Topic | None]) -> Iterable[Topic]:
    return (reason for reason in reasons if reason)
