"""What is to be reviewed, in the order of use times age.

The place in the queue is (1 + use) × days since the practice was last verified, or published
if it never was. Use is what the practice itself records, each counted once: trials at work,
people who made it part of their own work, and other practices that link to it. Who has read
a practice is kept nowhere and counts for nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, ScalarSelect, Select, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, contains_eager, joinedload

from kb.cycle.reviews.forms import Whose
from kb.document.links.queries import number_linking
from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.web.paging import PER_PAGE, Page

WITHOUT_OWNER = 20  # at a time; the next come as these get one


@dataclass(frozen=True)
class Review:
    """A practice to review, with what shows that it is used."""

    practice: Practice
    trials: int
    own_work: int
    links: int

    @property
    def since(self) -> datetime | None:
        """Return since when it has stood as it stands."""
        return self.practice.verified_at or self.practice.published_at


def reviews(whose: Whose, *, seen_by: Person, number: int) -> Page[Review]:
    """Return a page of what is to be reviewed, the most used and oldest first."""
    wanted = visible_to(seen_by), is_to_review(), *of_whose(whose, seen_by)
    total = session.scalar(select(func.count(Practice.id)).where(*wanted)) or 0
    return Page(
        _told(wanted, PER_PAGE, (number - 1) * PER_PAGE, seen_by=seen_by), number, total
    )


def first_reviews(person: Person, *, at_most: int) -> Sequence[Review]:
    """Return the first of what is this person's to review."""
    wanted = visible_to(person), is_to_review(), *of_whose(Whose.MINE, person)
    return _told(wanted, at_most, 0, seen_by=person)


def without_owner(whose: Whose, *, seen_by: Person) -> Sequence[Practice]:
    """Return the practices in use whose owner has gone: of one's own knowledge, or all."""
    held = [Practice.id.in_(practices_held_by(seen_by))] if whose is Whose.MINE else []
    return session.scalars(
        select(Practice)
        .join(Practice.steward)
        .where(visible_to(seen_by), ~is_here(), Practice.dropped_at.is_(None), *held)
        .options(contains_eager(Practice.steward))
        .order_by(Practice.title)
        .limit(WITHOUT_OWNER)
    ).all()


def is_to_review() -> ColumnElement[bool]:
    """Return the condition: readers see it, it is in use, nobody has verified it in time."""
    late = or_(Practice.verified_at.is_(None), Practice.review_due < clock.today())
    return Practice.published_at.is_not(None) & Practice.dropped_at.is_(None) & late


def of_whose(whose: Whose, person: Person) -> Sequence[ColumnElement[bool]]:
    """Return the conditions for one's own practices; of everybody's there is none."""
    if whose is Whose.ALL:
        return []
    held = Practice.id.in_(practices_held_by(person))
    return [or_(Practice.steward_id == person.id, held)]


def _told(
    wanted: Sequence[ColumnElement[bool]], limit: int, offset: int, *, seen_by: Person
) -> list[Review]:
    links = number_linking(seen_by=seen_by)
    counts = _count(Trial.id, Trial.practice_id), _own_work(), links
    today = clock.now().astimezone(UTC).replace(tzinfo=None).isoformat(" ")
    since = func.coalesce(Practice.verified_at, Practice.published_at)
    age = func.julianday(today) - func.julianday(since)
    order = (1 + sum(counts[1:], counts[0])) * age
    asked: Select[Practice, int, int, int] = select(Practice, *counts).where(*wanted)
    rows = session.execute(
        asked.options(joinedload(Practice.steward))
        .order_by(order.desc(), Practice.title)
        .limit(limit)
        .offset(offset)
    )
    return [Review(*row) for row in rows]


def _own_work() -> ScalarSelect[int]:
    mine = _counted(Mark.id, Mark.practice_id).where(Mark.kind == MarkKind.OWN_WORK)
    return mine.scalar_subquery()


def _count(
    what: InstrumentedAttribute[int], of: InstrumentedAttribute[int]
) -> ScalarSelect[int]:
    return _counted(what, of).scalar_subquery()


def _counted(what: InstrumentedAttribute[int], of: InstrumentedAttribute[int]) -> Select[int]:
    return select(func.count(what)).where(of == Practice.id).correlate(Practice)
