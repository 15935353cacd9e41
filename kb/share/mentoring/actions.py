"""What a pair tells: that it met, what it went through and noticed, what will be done."""

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis, withdraw_basis
from kb.identify.carriers.models import Basis
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.mentoring.diary import begun_on
from kb.share.mentoring.events import SessionAmended, SessionHeld
from kb.share.mentoring.forms import SessionNotes, Task
from kb.share.mentoring.models import (
    MeetingState,
    Session,
    new_uid,
)
from kb.share.mentoring.queries import has_taught
from kb.share.pairings.actions import chosen_practices
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import is_carried_by


def record_session(pairing: Pairing, notes: SessionNotes, *, by: Person) -> Session:
    """Record that the two met; who teaches is then known to have taught what they can do.

    If they had planned a meeting for that day, which has begun, it is that one.
    """
    planned = begun_on(notes.held_on, pairing)
    if planned:
        return record_planned(planned, notes, by=by)
    pairing.meet(by=by)
    held = Session(pairing=pairing, uid=new_uid())
    session.add(held)
    return _tell(held, notes, by=by)


def record_planned(planned: Session, notes: SessionNotes, *, by: Person) -> Session:
    """Record that a meeting was held as it was planned, or in spite of all."""
    planned.pairing.meet(by=by)
    planned.move_to(MeetingState.HELD)
    return _tell(planned, notes, by=by)


def meet_elsewhere(pairing: Pairing, *, by: Person, language: str) -> Session:
    """Record that the two met today, and no more; what they did can be told later."""
    return record_session(pairing, SessionNotes(clock.today(), "", language=language), by=by)


def amend_session(held: Session, notes: SessionNotes, *, by: Person) -> None:
    """Put right what oneself told of a meeting; what it says is found as it is now."""
    held.refuse_but_for_its_teller(by)
    agreed, before = _agreed(held), set(held.practices)
    _write(held, notes, by=by)
    session.flush()
    _teach(held)
    for practice in before - set(held.practices):
        for teacher in held.pairing.teachers:
            if not has_taught(teacher, practice):
                withdraw_basis(teacher, practice, basis=Basis.TAUGHT)
    asks_anew = agreed != _agreed(held) or not before >= set(held.practices)
    announce(SessionAmended(held.id, asks_anew))


def _tell(held: Session, notes: SessionNotes, *, by: Person) -> Session:
    held.recorded_by, held.recorded_at = by, clock.now()
    _write(held, notes, by=by)
    session.flush()
    _teach(held)
    announce(SessionHeld(held.id))
    return held


def _write(held: Session, notes: SessionNotes, *, by: Person) -> None:
    held.held_on, held.summary, held.language = notes.held_on, notes.summary, notes.language
    held.practices = chosen_practices(notes.practice_ids, held.pairing, by=by)
    held.task_practice, held.task_when, held.task_then, held.task_due = None, "", "", None
    if notes.task:
        _agree(held, notes.task, by=by)


def _agree(held: Session, task: Task, *, by: Person) -> None:
    """Write down what the learner will do at work."""
    (held.task_practice,) = chosen_practices((task.practice_id,), held.pairing, by=by)
    held.task_when, held.task_then, held.task_due = task.when, task.then, task.due


def _agreed(held: Session) -> tuple[Practice | None, str, str, object]:
    return held.task_practice, held.task_when, held.task_then, held.task_due


def _teach(held: Session) -> None:
    for practice in held.practices:
        for teacher in held.pairing.teachers:
            if is_carried_by(practice, teacher):
                add_basis(teacher, practice, basis=Basis.TAUGHT)
