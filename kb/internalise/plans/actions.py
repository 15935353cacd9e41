"""What can be done with plans: talk leads to an invitation, a trial fulfils it."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError
from kb.identify.carriers.queries import is_held_by
from kb.internalise.plans.explaining import agree_teach_back, call_off_teach_back
from kb.internalise.plans.forms import Intention
from kb.internalise.plans.models import Plan
from kb.internalise.plans.queries import doing_means, open_plan, worth_trying
from kb.internalise.trials.events import TrialDebriefed
from kb.internalise.trials.models import Trial
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.mentoring.events import SessionAmended, SessionHeld
from kb.share.mentoring.models import Session


def invite_to_try(event: SessionHeld | SessionAmended) -> None:
    """Let a meeting lead to doing: the agreed task, or an offer to try what was talked of."""
    held = session.get_one(Session, event.session_id)
    if held.task_practice:
        for learner in held.pairing.learners:
            _plan_task(held, held.task_practice, learner)
        return
    for learner in held.pairing.doers:
        for practice in worth_trying(learner, among=held.practices):
            session.add(Plan(practice=practice, learner=learner, session_id=held.id))
    session.flush()


def invite_anew(event: SessionAmended) -> None:
    """Follow what was put right in a meeting, if something else is to be done now."""
    if event.asks_anew:
        invite_to_try(event)


def fulfil_plan(event: TrialDebriefed) -> None:
    """Mark the learner's plan done when its trial has come to something."""
    trial = session.get_one(Trial, event.trial_id)
    plan = open_plan(trial.learner, trial.practice)
    if plan:
        plan.done_at = clock.now()


def make_plan(practice: Practice, intention: Intention, *, by: Person) -> Plan:
    """Plan to try a practice at one's own work; of one practice there is one plan at a time."""
    if is_held_by(practice, by):
        raise DomainError("plan.own")
    plan = open_plan(by, practice) or Plan(practice=practice, learner=by)
    session.add(plan)
    session.flush()
    keep_plan(plan, intention)
    return plan


def keep_plan(plan: Plan, intention: Intention) -> None:
    """Say when and how it will be tried, and to whom it will be explained first."""
    if intention.means not in {None, plan.means, *(one.key for one in doing_means())}:
        raise InvalidError({"means": "plan.means_do_not_internalise"})
    plan.reword(intention.when, intention.then, intention.due_on)
    plan.means = intention.means
    agree_teach_back(plan, intention.teach_back)


def dismiss_plan(plan: Plan) -> None:
    """Leave a plan or an invitation be; nobody asks why."""
    plan.dismiss()
    call_off_teach_back(plan)


def renew_plan(plan: Plan) -> None:
    """Take up a dismissed plan again."""
    plan.dismissed_at = None


def _plan_task(held: Session, practice: Practice, learner: Person) -> None:
    plan = open_plan(learner, practice) or Plan(practice=practice, learner=learner)
    plan.session_id = held.id
    plan.when, plan.then, plan.due_on = held.task_when, held.task_then, held.task_due
    session.add(plan)
    session.flush()
