"""Finding plans, and what is worth an invitation to try."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, select

from kb.document.revisions.queries import documented_practice_ids
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.plans.models import Plan
from kb.internalise.trials.queries import tried_practice_ids
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to


def plan_of(person: Person, number: int) -> Plan:
    """Return one of this person's own plans, or raise NotFoundError."""
    found = session.scalar(
        select(Plan)
        .join(Plan.practice)
        .where(Plan.id == number, Plan.learner_id == person.id, visible_to(person))
    )
    if found is None:
        raise NotFoundError("plan.not_found")
    return found


def open_plans_of(person: Person) -> Sequence[Plan]:
    """Return what this person is going to try: the nearest day first, then the oldest."""
    return session.scalars(
        select(Plan)
        .join(Plan.practice)
        .where(Plan.learner_id == person.id, _is_open(), visible_to(person))
        .order_by(Plan.due_on.is_(None), Plan.due_on, Plan.made_at, Plan.id)
    ).all()


def open_plan(person: Person, practice: Practice) -> Plan | None:
    """Return what this person is going to try of ``practice``."""
    return session.scalar(
        select(Plan)
        .where(Plan.learner_id == person.id, Plan.practice_id == practice.id, _is_open())
        .order_by(Plan.id)
        .limit(1)
    )


def worth_trying(person: Person, *, among: Sequence[Practice]) -> Sequence[Practice]:
    """Return the documented ones that this person has neither tried nor planned."""
    return session.scalars(
        select(Practice)
        .where(
            Practice.id.in_([practice.id for practice in among]),
            Practice.id.in_(documented_practice_ids()),
            Practice.id.not_in(tried_practice_ids(person)),
            Practice.id.not_in(_planned(person)),
            Practice.id.not_in(practices_held_by(person)),
            visible_to(person),
        )
        .order_by(Practice.title)
    ).all()


def _planned(person: Person) -> Select[int]:
    return select(Plan.practice_id).where(Plan.learner_id == person.id, _is_open())


def _is_open() -> ColumnElement[bool]:
    return and_(Plan.done_at.is_(None), Plan.dismissed_at.is_(None))
