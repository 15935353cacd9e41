"""Telling of plans: the learner once that a day has gone by, the other one of an explaining."""

from kb.foundation.db import session
from kb.internalise.plans.events import (
    TeachBackAgreed,
    TeachBackCalledOff,
    TeachBackEvent,
    TeachBackNoted,
)
from kb.internalise.plans.queries import plans_gone_by
from kb.internalise.plans.teach_backs import TeachBack
from kb.notices.actions import tell
from kb.notices.models import About, NoticeKind, Topic
from kb.people.models import Person

KINDS: dict[type[TeachBackEvent], NoticeKind] = {
    TeachBackAgreed: NoticeKind.TEACH_BACK_AGREED,
    TeachBackNoted: NoticeKind.TEACH_BACK_NOTED,
    TeachBackCalledOff: NoticeKind.TEACH_BACK_OFF,
}


def ask_of_plans() -> None:
    """Ask each learner once whether they tried it, when the day they set has gone by."""
    for plan in plans_gone_by():
        plan.asked_for = plan.due_on
        tell(plan.learner, NoticeKind.PLAN_GONE_BY, Topic(About.PLAN, plan.id))


def tell_of_teach_back(event: TeachBackEvent) -> None:
    """Tell the other of the two."""
    teach_back = session.get_one(TeachBack, event.teach_back_id)
    by = session.get_one(Person, event.by_id)
    topic = Topic(About.TEACH_BACK, teach_back.id)
    tell(teach_back.other_than(by), KINDS[type(event)], topic, by=by)
