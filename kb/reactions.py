"""What follows from what: the turns of the spiral, readable in a minute."""

from kb.foundation.news import Reactions
from kb.foundation.outbox import Deliveries
from kb.internalise.plans.actions import fulfil_plan, invite_to_try
from kb.internalise.trials.events import TrialDebriefed
from kb.share.mentoring.events import SessionHeld

REACTIONS: Reactions = {
    SessionHeld: [invite_to_try],
    TrialDebriefed: [fulfil_plan],
}

DELIVERIES: Deliveries = {}
