"""What can be done with the plan to pass a practice on."""

from sqlalchemy import delete

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError
from kb.identify.leaving.events import LastDayForgotten
from kb.identify.leaving.queries import refuse_others
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.handovers.forms import PlannedMeans
from kb.share.handovers.models import Handover
from kb.share.handovers.queries import carries, handover_of


def plan_handover(
    practice: Practice, person: Person, planned: PlannedMeans, *, by: Person
) -> Handover:
    """Say how ``person`` passes ``practice`` on, and by when; a new plan replaces the old."""
    refuse_others(person, by)
    if person.last_working_day is None or not carries(person, practice):
        raise DomainError("handover.nothing_to_pass_on")
    if planned.due_on > person.last_working_day:
        raise InvalidError({"due_on": "handover.after_last_day"})
    handover = handover_of(practice, person)
    if handover is None:
        handover = Handover(practice_id=practice.id, person_id=person.id)
        session.add(handover)
    handover.means, handover.due_on, handover.done_at = planned.means, planned.due_on, None
    session.flush()
    return handover


def finish_handover(handover: Handover) -> None:
    """Say that it was done."""
    handover.done_at = handover.done_at or clock.now()


def reopen_handover(handover: Handover) -> None:
    """Say that it is still to be done."""
    handover.done_at = None


def drop_handover(handover: Handover) -> None:
    """Plan nothing for this practice."""
    session.delete(handover)
    session.flush()


def forget_handovers(event: LastDayForgotten) -> None:
    """Let the plans go with the day for which they were made."""
    session.execute(delete(Handover).where(Handover.person_id == event.person_id))
