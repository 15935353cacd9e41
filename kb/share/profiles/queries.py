"""Finding what people offer and wish; exclusions are found for their author alone."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload, selectinload
from sqlalchemy.orm.interfaces import LoaderOption

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import carried_by_id
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.profiles.models import Exclusion, LearningWish, MentorProfile, OfferedPractice

MOST_TO_CHOOSE = 300


def profile_of(person: Person) -> MentorProfile | None:
    """Return what ``person`` offers as a mentor; who has said nothing has no limit."""
    return session.get(MentorProfile, person.id)


def wish_of(person: Person) -> LearningWish | None:
    """Return what ``person`` wishes to learn."""
    return session.get(LearningWish, person.id)


def practices_to_offer(person: Person) -> Sequence[Practice]:
    """Return what ``person`` can do and openly so, by title: nothing else can be offered."""
    return session.scalars(
        select(Practice)
        .where(Practice.id.in_(carried_by_id(person.id)), _in_use(), visible_to(person))
        .order_by(Practice.title)
    ).all()


def practices_to_wish(person: Person) -> tuple[Sequence[Practice], Sequence[Practice]]:
    """Return what somebody else offers, and what else somebody can do, each by title."""
    others = OfferedPractice.person_id != person.id
    offered = select(OfferedPractice.practice_id).where(others)
    known = select(CarrierReason.practice_id).where(
        ~CarrierReason.hidden, CarrierReason.person_id != person.id
    )
    mine = Practice.id.in_(carried_by_id(person.id))
    rest = Practice.id.in_(known) & Practice.id.not_in(offered)
    return _chosen(person, Practice.id.in_(offered), ~mine), _chosen(person, rest, ~mine)


def _chosen(person: Person, *conditions: ColumnElement[bool]) -> Sequence[Practice]:
    found = select(Practice).where(visible_to(person), _in_use(), *conditions)
    return session.scalars(found.order_by(Practice.title).limit(MOST_TO_CHOOSE)).all()


def excluded_by(person: Person) -> Sequence[Person]:
    """Return with whom ``person`` would rather not be a pair; for that person's own page."""
    rows = select(Exclusion).where(Exclusion.by_id == person.id).join(Exclusion.other)
    return [one.other for one in session.scalars(rows.order_by(Person.name))]


def excluded_pairs() -> set[frozenset[int]]:
    """Return every two who are no pair because one of them would rather not; not which."""
    rows = session.execute(select(Exclusion.by_id, Exclusion.other_id))
    return {frozenset(row) for row in rows}


def mentors_on_offer() -> Sequence[MentorProfile]:
    """Return who takes new learners today, with what they offer, by number."""
    today, until = clock.today(), MentorProfile.paused_until
    return session.scalars(
        select(MentorProfile)
        .join(MentorProfile.person)
        .where(is_here(), MentorProfile.takes_new, or_(until.is_(None), until <= today))
        .options(selectinload(MentorProfile.practices), _industries(MentorProfile.person))
        .order_by(MentorProfile.person_id)
    ).all()


def wishes_left() -> Sequence[LearningWish]:
    """Return what people who are here wish to learn, by number."""
    return session.scalars(
        select(LearningWish)
        .join(LearningWish.person)
        .where(is_here())
        .options(selectinload(LearningWish.practices), _industries(LearningWish.person))
        .order_by(LearningWish.person_id)
    ).all()


def wishes_by_learner(numbers: Sequence[int]) -> dict[int, LearningWish]:
    """Return the wishes of these people, by their numbers."""
    found = session.scalars(select(LearningWish).where(LearningWish.person_id.in_(numbers)))
    return {one.person_id: one for one in found}


def _industries(person: InstrumentedAttribute[Person]) -> LoaderOption:
    """Return that everybody's industries are read at once."""
    return joinedload(person, innerjoin=True).selectinload(Person.industry_rows)


def _in_use() -> ColumnElement[bool]:
    return Practice.dropped_at.is_(None)
