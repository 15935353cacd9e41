"""What can be done with a guided talk: plan it, agree to it, lead it, set it aside."""

from kb.context.questions.models import Phase
from kb.document.elicitation.forms import Plan
from kb.document.elicitation.models import Elicitation, ElicitationCarrier
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotFoundError
from kb.identify.carriers.queries import holders_of
from kb.identify.needs.queries import need_by_id
from kb.people.models import Person
from kb.people.queries import person_by_id
from kb.practices.models import Practice
from kb.practices.queries import practice_by_slug


def plan_elicitation(plan: Plan, *, by: Person) -> Elicitation:
    """Ask people to tell what they can do; nothing is written before they agree."""
    practice = practice_by_slug(plan.practice, seen_by=by) if plan.practice else None
    carriers = [person_by_id(number) for number in plan.carriers]
    _refuse_unfit(practice, carriers, by=by)
    elicitation = Elicitation(
        method=plan.method,
        of=plan.of,
        topic=plan.topic,
        language=plan.language,
        interviewer=by,
        practice=practice,
        need=need_by_id(plan.need, seen_by=by) if plan.need else None,
        planned_for=plan.planned_for,
        consent=dict(plan.consent),
        delete_on=plan.delete_on,
    )
    elicitation.carrier_rows = [ElicitationCarrier(person=one) for one in carriers]
    session.add(elicitation)
    session.flush()
    return elicitation


def agree(elicitation: Elicitation, *, by: Person) -> None:
    """Say yes to what one was told."""
    row = elicitation.row_of(by)
    if elicitation.forgotten_at:
        raise DomainError("elicitation.answers_deleted")
    row.consented_at = row.consented_at or clock.now()
    session.flush()


def begin_phase(elicitation: Elicitation, phase: Phase, *, by: Person) -> None:
    """Go on to a phase; from now on its time is shown."""
    elicitation.refuse_others_than_interviewer(by)
    if phase not in elicitation.phases:
        raise NotFoundError("elicitation.not_found")
    elicitation.begin(phase)
    session.flush()


def set_aside(elicitation: Elicitation, *, by: Person) -> None:
    """Break off; everything is kept, and can be gone on with."""
    elicitation.refuse_others_than_interviewer(by)
    if elicitation.forgotten_at:
        raise DomainError("elicitation.answers_deleted")
    elicitation.set_aside_at = clock.now()
    session.flush()


def go_on(elicitation: Elicitation, *, by: Person) -> None:
    """Take up again what was set aside."""
    elicitation.refuse_others_than_interviewer(by)
    elicitation.set_aside_at = None
    session.flush()


def _refuse_unfit(practice: Practice | None, carriers: list[Person], *, by: Person) -> None:
    if by in carriers:
        raise InvalidError({"carriers": "elicitation.not_yourself"})
    if not all(one.is_here for one in carriers):
        raise InvalidError({"carriers": "elicitation.carrier_needed"})
    if practice is None:
        return
    for carrier in carriers:
        _refuse_stranger(practice, carrier)
    holders = holders_of(practice)
    if by in holders:
        raise InvalidError({"carriers": "elicitation.own_practice"})
    if holders and not set(holders) & set(carriers):
        raise InvalidError({"carriers": "elicitation.carrier_not_holder"})


def _refuse_stranger(practice: Practice, carrier: Person) -> None:
    try:
        practice_by_slug(practice.slug, seen_by=carrier)
    except NotFoundError as hidden:
        raise InvalidError({"carriers": "elicitation.carrier_cannot_see"}) from hidden
