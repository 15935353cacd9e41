"""What can be done with situations: told, agreed to, asked, answered, put off."""

from dataclasses import asdict
from datetime import timedelta

from sqlalchemy import delete, select, update

from kb.document.revisions.events import RevisionPublished
from kb.document.revisions.models import Revision
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotAllowedError
from kb.identify.carriers.queries import is_held_by
from kb.internalise.situations.forms import Telling
from kb.internalise.situations.models import Recall, Rehearsal, Situation
from kb.internalise.situations.queries import (
    can_be_asked,
    may_agree,
    may_mind,
    may_write_of,
    recall_of,
    rehearsal_of,
)
from kb.internalise.situations.scheduling import Grade, Memory, graded
from kb.people.models import Person
from kb.practices.models import Practice


def tell_situation(
    practice: Practice, told: Telling, *, by: Person, language: str
) -> Situation:
    """Write a situation: a holder's is asked at once, anybody else's awaits a holder (R8)."""
    if not may_write_of(practice, by):
        raise NotAllowedError("situation.who_can_writes")
    if not can_be_asked(practice):
        raise DomainError("situation.not_documented")
    situation = Situation(practice=practice, author=by, language=language, **asdict(told))
    session.add(situation)
    _agree_or_wait(situation, by)
    return situation


def retell_situation(situation: Situation, told: Telling, *, by: Person) -> None:
    """Put it in other words; a holder's stand at once, anybody else's await one again."""
    _refuse_stranger(situation, by)
    for name, text in asdict(told).items():
        setattr(situation, name, text)
    _agree_or_wait(situation, by)


def agree_to_situation(situation: Situation, *, by: Person) -> None:
    """Stand behind a situation, for the first time or once more."""
    if not may_agree(situation.practice, by):
        raise NotAllowedError("situation.holder_agrees")
    situation.agree(by=by)


def retire_situation(situation: Situation, *, by: Person) -> None:
    """Ask it no more; when it would have come to whom is kept, should it be taken back."""
    _refuse_stranger(situation, by)
    situation.retire()


def take_back_situation(situation: Situation, *, by: Person) -> None:
    """Let a retired one be asked again, or await a holder's yes."""
    _refuse_stranger(situation, by)
    _agree_or_wait(situation, by)


def rehearse(practice: Practice, *, by: Person) -> None:
    """Wish to be asked about a practice; who holds it has nothing to rehearse."""
    if is_held_by(practice, by):
        raise DomainError("situation.own")
    if rehearsal_of(by, practice) is None:
        session.add(Rehearsal(practice_id=practice.id, learner_id=by.id))
        session.flush()


def stop_rehearsing(practice: Practice, *, by: Person) -> None:
    """Be asked no more; when what would have come again is forgotten with it."""
    theirs = select(Situation.id).where(Situation.practice_id == practice.id)
    session.execute(
        delete(Recall).where(Recall.learner_id == by.id, Recall.situation_id.in_(theirs))
    )
    wish = rehearsal_of(by, practice)
    if wish:
        session.delete(wish)
    session.flush()


def grade_oneself(situation: Situation, grade: Grade, *, by: Person) -> Recall:
    """Say how one's own decision stood beside the carrier's; it comes again when FSRS says."""
    recall = _recall(situation, by)
    memory, recall.due_on = graded(_memory(recall), grade, on=clock.today())
    recall.answered_on = recall.seen_on = memory.answered_on
    recall.phase, recall.stability = memory.phase, memory.stability
    recall.difficulty = memory.difficulty
    session.flush()
    return recall


def put_off(situation: Situation, *, by: Person) -> None:
    """Let it come another day; that is no answer, and nothing is counted by it."""
    recall = _recall(situation, by)
    recall.seen_on = clock.today()
    recall.due_on = recall.seen_on + timedelta(days=1)
    session.flush()


def ask_anew(event: RevisionPublished) -> None:
    """Bring what was rehearsed back to today when its practice has been written anew."""
    revision = session.get_one(Revision, event.revision_id)
    translated = revision.language != revision.practice.language
    if revision.correction or translated or revision.number == 1:
        return
    theirs = select(Situation.id).where(Situation.practice_id == event.practice_id)
    today = clock.today()
    session.execute(
        update(Recall)
        .where(Recall.situation_id.in_(theirs), Recall.due_on > today)
        .values(due_on=today)
    )


def _agree_or_wait(situation: Situation, by: Person) -> None:
    if may_agree(situation.practice, by):
        situation.agree(by=by)
    else:
        situation.wait()
    session.flush()


def _refuse_stranger(situation: Situation, by: Person) -> None:
    if not may_mind(situation, by):
        raise NotAllowedError("situation.not_yours")


def _recall(situation: Situation, person: Person) -> Recall:
    found = recall_of(person, situation)
    if found:
        return found
    today = clock.today()
    made = Recall(situation_id=situation.id, learner_id=person.id, due_on=today, seen_on=today)
    session.add(made)
    return made


def _memory(recall: Recall) -> Memory | None:
    known = recall.answered_on, recall.phase, recall.stability, recall.difficulty
    day, phase, stability, difficulty = known
    if day is None or phase is None or stability is None or difficulty is None:
        return None
    return Memory(day, phase, stability, difficulty)
