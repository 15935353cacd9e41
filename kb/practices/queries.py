"""Finding practices, and the one condition of who may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    String,
    bindparam,
    literal,
    or_,
    select,
    true,
    type_coerce,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute as Column
from sqlalchemy.orm import joinedload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.people.models import Industry, Me, Person, Role
from kb.practices.models import (
    Area,
    Audience,
    Practice,
    PracticeArea,
    PracticeIndustry,
    PracticeReader,
    PracticeTag,
)
from kb.practices.names import PracticeName, folded


@dataclass(frozen=True)
class TitledPractice:
    """A practice as a link names it."""

    title: str
    slug: str
    language: str


@dataclass(frozen=True)
class Place:
    """Where a practice belongs."""

    areas: list[Area]
    industries: list[Industry]
    tags: list[str]


def visible_to(person: Person | Me | None) -> ColumnElement[bool]:
    """Return the SQL condition for the practices ``person`` may see; nobody is a reader.

    Open practices are seen by their audience. Before that, a practice is its author's
    workspace, seen by its author, its steward and the coordinators. What lies in the trash
    is seen by nobody.
    """
    if isinstance(person, Person):
        return _visible_to(_Asker(person.id, person.is_coordinator))
    return Practice.removed_at.is_(None) & audience_of(person)


class _Asker(NamedTuple):
    """A person, as far as the condition knows them."""

    id: int
    is_coordinator: bool


@lru_cache(maxsize=1_000)
def _visible_to(asker: _Asker) -> ColumnElement[bool]:
    """Return the condition, made once for each: one's own page asks for it twenty times."""
    return Practice.removed_at.is_(None) & audience_of(asker)


def audience_of(person: Person | Me | _Asker | None) -> ColumnElement[bool]:
    """Return the condition for what ``person`` might see if it did not lie in the trash."""
    everyone = Practice.audience == Audience.EVERYONE
    if person is None:
        return Practice.opened_at.is_not(None) & everyone
    named = Practice.id.in_(
        select(PracticeReader.practice_id).where(PracticeReader.person_id == person.id)
    )
    own = (Practice.author_id == person.id) | (Practice.steward_id == person.id)
    before = everyone if person.is_coordinator else ~true()
    return or_(Practice.opened_at.is_not(None) & or_(everyone, named), own, before)


def practice_by_slug(slug: str, *, seen_by: Person) -> Practice:
    """Return the practice at that address, or raise NotFoundError as if there were none."""
    found = session.scalar(_by_slug(seen_by.role), {"slug": slug, "me": seen_by.id})
    if found is None:
        raise NotFoundError("practice.not_found")
    return found


@cache
def _by_slug(role: Role) -> Select[Practice]:
    return (
        select(Practice)
        .where(Practice.slug == bindparam("slug"), visible_to(Me(role)))
        .options(joinedload(Practice.steward), joinedload(Practice.author))
    )


def practices_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Practice]:
    """Return those of the practices that ``seen_by`` may see."""
    return session.scalars(
        select(Practice)
        .where(Practice.id.in_(numbers), visible_to(seen_by))
        .order_by(Practice.title)
    ).all()


def practices_to_choose(*, seen_by: Person) -> Sequence[Practice]:
    """Return every practice ``seen_by`` may see, by title, for a form's list."""
    return session.scalars(
        select(Practice).where(visible_to(seen_by)).order_by(Practice.title)
    ).all()


def addresses_by_title(titles: Sequence[str], *, seen_by: Person | None) -> dict[str, str]:
    """Return the slug of each title, or slug, that is a practice ``seen_by`` may see.

    A slug names one of several practices with the same title; what one was called before
    leads to it as long as none is called so now.
    """
    if not titles:
        return {}
    asked = {folded(title) for title in titles}
    rows = session.execute(
        select(PracticeName.folded, Practice.title, Practice.slug)
        .join(Practice, PracticeName.practice_id == Practice.id)
        .where(
            or_(PracticeName.folded.in_(asked), Practice.slug.in_(titles)), visible_to(seen_by)
        )
        .order_by(PracticeName.since)
    ).all()
    leads = {name: slug for name, _, slug in rows}
    leads |= {folded(slug): slug for *_, slug in rows}
    leads |= {folded(title): slug for _, title, slug in rows}
    return {title: leads[folded(title)] for title in titles if folded(title) in leads}


def titles_begun(typed: str, *, seen_by: Person, at_most: int) -> list[TitledPractice]:
    """Return practices with a title in which every word typed begins a word, best first."""
    words = typed.casefold().split()
    rows = session.execute(
        select(Practice.title, Practice.slug, Practice.language).where(
            visible_to(seen_by), *(Practice.title.like(_somewhere(word)) for word in words)
        )
    )
    found = [TitledPractice(*row) for row in rows if _begin_words(words, row.title)]
    first = typed.casefold().strip()
    found.sort(key=lambda one: (not one.title.casefold().startswith(first), one.title))
    return found[:at_most]


def _somewhere(word: str) -> str:
    # SQLite compares ASCII letters alone without their case: any other may be any.
    return "%" + "".join(c if c.isascii() and c.isalnum() else "_" for c in word) + "%"


def _begin_words(words: Sequence[str], title: str) -> bool:
    said = title.casefold()
    starts = [said[at:] for at in range(len(said)) if not at or not said[at - 1].isalnum()]
    return all(any(start.startswith(word) for start in starts) for word in words)


def place_of(practice: Practice) -> Place:
    """Return where ``practice`` belongs, asked at once."""
    found: dict[str, list[str]] = {"area": [], "industry": [], "tag": []}
    for kind, value in session.execute(_place(), {"practice": practice.id}):
        found[kind].append(value)
    areas, industries = map(Area, found["area"]), map(Industry, found["industry"])
    return Place(list(areas), list(industries), found["tag"])


@cache
def _place() -> CompoundSelect[str, str]:
    def said(kind: str, value: Column[str], of: Column[int]) -> Select[str, str]:
        columns = literal(kind).label("kind"), type_coerce(value, String).label("value")
        return select(*columns).where(of == bindparam("practice"))

    return union_all(
        said("area", PracticeArea.area, PracticeArea.practice_id),
        said("industry", PracticeIndustry.industry, PracticeIndustry.practice_id),
        said("tag", PracticeTag.tag, PracticeTag.practice_id),
    ).order_by("value")


def slug_is_taken(slug: str) -> bool:
    """Say whether a practice already stands at that address."""
    return session.scalar(select(Practice.id).where(Practice.slug == slug)) is not None
