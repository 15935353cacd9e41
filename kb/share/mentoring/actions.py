"""What a pair does: it meets, and agrees on what the learner will do."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.share.mentoring.events import SessionHeld
from kb.share.mentoring.forms import SessionNotes, Task
from kb.share.mentoring.models import Session
from kb.share.pairings.actions import chosen_practices
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import is_carried_by


def record_session(pairing: Pairing, notes: SessionNotes, *, by: Person) -> Session:
    """Record that the two met; who teaches is then known to have taught what they can do."""
    pairing.meet(by=by)
    held = Session(held_on=notes.held_on, summary=notes.summary, language=notes.language)
    held.recorded_by_id, held.recorded_at = by.id, clock.now()
    held.practices = chosen_practices(notes.practice_ids, pairing, by=by)
    if notes.task:
        _agree(held, notes.task, pairing, by=by)
    held.pairing = pairing
    session.add(held)
    session.flush()
    for practice in held.practices:
        for teacher in pairing.teachers:
            if is_carried_by(practice, teacher):
                add_basis(teacher, practice, basis=Basis.TAUGHT)
    announce(SessionHeld(held.id))
    return held


def _agree(held: Session, task: Task, pairing: Pairing, *, by: Person) -> None:
    """Write down what the learner will do at work."""
    (practice,) = chosen_practices((task.practice_id,), pairing, by=by)
    held.task_practice_id = practice.id
    held.task_when, held.task_then, held.task_due = task.when, task.then, task.due
