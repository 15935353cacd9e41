"""Finding what links to a practice, what leads nowhere, and what nothing leads to."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Exists, ScalarSelect, Select, exists, func, or_, select

from kb.document.links.models import PracticeLink
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.names import PracticeName, names_of
from kb.practices.queries import practices_by_ids, visible_to
from kb.web.paging import PER_PAGE, Page

MOST = 100  # on a practice's own page


@dataclass(frozen=True)
class BrokenLink:
    """A name that no practice has, and the practice whose text leads to it."""

    name: str
    language: str
    practice: Practice


def links_to(practice: Practice, *, seen_by: Person) -> Sequence[Practice]:
    """Return the practices that link to ``practice``, as far as one may see them."""
    linking = select(PracticeLink.practice_id).where(
        PracticeLink.folded.in_(names_of(practice)), PracticeLink.practice_id != practice.id
    )
    return session.scalars(
        select(Practice)
        .where(Practice.id.in_(linking), visible_to(seen_by))
        .order_by(Practice.title)
        .limit(MOST)
    ).all()


def number_linking(*, seen_by: Person) -> ScalarSelect[int]:
    """Select how many practices that one may see link to each practice."""
    return (
        _incoming(seen_by)
        .with_only_columns(func.count(PracticeLink.practice_id.distinct()))
        .scalar_subquery()
    )


def broken_links(number: int, *, seen_by: Person) -> Page[BrokenLink]:
    """Return a page of the links that lead ``seen_by`` nowhere, by the names they give."""
    here = PracticeLink.practice_id.in_(select(Practice.id).where(visible_to(seen_by)))
    broken = here, ~_reaches(seen_by)
    total = session.scalar(select(func.count(PracticeLink.id)).where(*broken)) or 0
    rows = session.scalars(
        select(PracticeLink)
        .where(*broken)
        .order_by(PracticeLink.folded, PracticeLink.id)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    found = practices_by_ids([row.practice_id for row in rows], seen_by=seen_by)
    practices = {practice.id: practice for practice in found}
    told = [BrokenLink(row.name, row.language, practices[row.practice_id]) for row in rows]
    return Page(told, number, total)


def orphans(number: int, *, seen_by: Person) -> Page[Practice]:
    """Return a page of the practices in use that no other practice links to."""
    alone = (
        visible_to(seen_by),
        Practice.published_at.is_not(None),
        Practice.dropped_at.is_(None),
        ~_incoming(seen_by).exists(),
    )
    total = session.scalar(select(func.count(Practice.id)).where(*alone)) or 0
    rows = session.scalars(
        select(Practice)
        .where(*alone)
        .order_by(Practice.title)
        .limit(PER_PAGE)
        .offset((number - 1) * PER_PAGE)
    ).all()
    return Page(rows, number, total)


def _incoming(person: Person) -> Select[int]:
    """Select the links from other practices that ``person`` may see to the one at hand."""
    seen = select(Practice.id).where(visible_to(person)).correlate(None)
    own = PracticeName.practice_id == Practice.id
    names = select(PracticeName.folded).where(own).correlate(Practice)
    return (
        select(PracticeLink.practice_id)
        .where(
            or_(PracticeLink.folded.in_(names), PracticeLink.folded == Practice.slug),
            PracticeLink.practice_id != Practice.id,
            PracticeLink.practice_id.in_(seen),
        )
        .correlate(Practice)
    )


def _reaches(person: Person) -> ColumnElement[bool]:
    """Return the condition that a link leads ``person`` to a practice."""
    return or_(_called(person), _at(person))


def _called(person: Person) -> Exists:
    named = PracticeName.folded == PracticeLink.folded
    of = PracticeName.practice_id == Practice.id
    return exists().where(named, of, visible_to(person)).correlate(PracticeLink)


def _at(person: Person) -> Exists:
    there = Practice.slug == PracticeLink.folded
    return exists().where(there, visible_to(person)).correlate(PracticeLink)
