"""What can be done with an explaining: agreed in a plan, held, called off."""

from kb.foundation.db import session
from kb.foundation.errors import InvalidError
from kb.foundation.news import announce
from kb.identify.carriers.queries import carriers_of
from kb.internalise.plans.events import TeachBackAgreed, TeachBackCalledOff, TeachBackNoted
from kb.internalise.plans.forms import Retelling
from kb.internalise.plans.models import Plan
from kb.internalise.plans.queries import teach_back_ahead
from kb.internalise.plans.teach_backs import TeachBack
from kb.people.models import Person


def agree_teach_back(plan: Plan, carrier_id: int | None) -> None:
    """Let the learner explain it to somebody who can do it, or to nobody any more."""
    ahead = teach_back_ahead(plan)
    if ahead and ahead.carrier_id == carrier_id:
        return
    if carrier_id is not None:
        _refuse_stranger(plan, carrier_id)
    if ahead:
        call_off_teach_back(plan)
    if carrier_id is None:
        return
    agreed = TeachBack(plan=plan, carrier_id=carrier_id)
    session.add(agreed)
    session.flush()
    announce(TeachBackAgreed(agreed.id, plan.learner_id))


def note_teach_back(teach_back: TeachBack, told: Retelling, *, by: Person) -> None:
    """Keep that it was held, and what was missing; it makes no trial (R6)."""
    teach_back.note(told.held_on, told.missed, by=by)
    session.flush()
    announce(TeachBackNoted(teach_back.id, by.id))


def call_off_teach_back(plan: Plan) -> None:
    """Say that what is ahead will not be held."""
    ahead = teach_back_ahead(plan)
    if ahead:
        ahead.call_off()
        session.flush()
        announce(TeachBackCalledOff(ahead.id, plan.learner_id))


def _refuse_stranger(plan: Plan, carrier_id: int) -> None:
    able = {carrier.person.id for carrier in carriers_of(plan.practice)} - {plan.learner_id}
    if carrier_id not in able:
        raise InvalidError({"teach_back": "teach_back.not_a_carrier"})
