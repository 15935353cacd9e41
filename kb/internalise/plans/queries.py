"""Finding plans, and what is worth an invitation to try."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, or_, select

from kb.document.revisions.queries import documented_practice_ids
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import practices_held_by
from kb.internalise.plans.models import Plan
from kb.internalise.plans.teach_backs import TeachBack
from kb.internalise.trials.queries import tried_practice_ids
from kb.people.models import Person
from kb.people.queries import is_here
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.share.means import Strength
from kb.share.mentoring.models import Session
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import PairingState
from kb.share.repertoire.queries import Offer, every_offer


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


def plans_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Plan]:
    """Return those of the plans that are this person's own."""
    return session.scalars(
        select(Plan)
        .join(Plan.practice)
        .where(Plan.id.in_(numbers), Plan.learner_id == seen_by.id, visible_to(seen_by))
    ).all()


def plans_gone_by() -> Sequence[Plan]:
    """Return the plans whose day has gone by untried and of which nobody was asked.

    Once for each day that was set. What a pair agreed on waits while the pair rests, and
    nobody is asked of what was deleted or given up.
    """
    return session.scalars(
        select(Plan)
        .join(Plan.practice)
        .join(Plan.learner)
        .where(
            _is_open(),
            Plan.due_on < clock.today(),
            or_(Plan.asked_for.is_(None), Plan.asked_for != Plan.due_on),
            or_(Plan.session_id.is_(None), Plan.session_id.not_in(_at_rest())),
            Practice.removed_at.is_(None),
            Practice.dropped_at.is_(None),
            is_here(),
        )
        .order_by(Plan.due_on, Plan.id)
    ).all()


def doing_means() -> Sequence[Offer]:
    """Return the means that make knowledge one's own, the strongest first; no talk (R6)."""
    doing = [one for one in every_offer() if one.worth.internalise is not Strength.WEAK]
    return sorted(doing, key=lambda one: one.worth.internalise is not Strength.STRONG)


def teach_back_ahead(plan: Plan) -> TeachBack | None:
    """Return the explaining that was agreed in a plan and is still to be held."""
    ahead = TeachBack.held_on.is_(None), TeachBack.called_off_at.is_(None)
    return session.scalar(select(TeachBack).where(TeachBack.plan_id == plan.id, *ahead))


def teach_back_by_id(number: int, *, seen_by: Person) -> TeachBack:
    """Return the explaining to the two of it, or raise NotFoundError."""
    found = teach_backs_by_ids([number], seen_by=seen_by)
    if not found:
        raise NotFoundError("teach_back.not_found")
    return found[0]


def teach_backs_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[TeachBack]:
    """Return those of the explainings that are this person's, as learner or as listener."""
    of_the_two = or_(TeachBack.carrier_id == seen_by.id, Plan.learner_id == seen_by.id)
    return session.scalars(
        select(TeachBack)
        .join(TeachBack.plan)
        .join(Plan.practice)
        .where(TeachBack.id.in_(numbers), of_the_two, visible_to(seen_by))
    ).all()


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


def _at_rest() -> Select[int]:
    resting = Pairing.state == PairingState.PAUSED
    return select(Session.id).join(Session.pairing).where(resting)


def _planned(person: Person) -> Select[int]:
    return select(Plan.practice_id).where(Plan.learner_id == person.id, _is_open())


def _is_open() -> ColumnElement[bool]:
    return and_(Plan.done_at.is_(None), Plan.dismissed_at.is_(None))
