"""Finding what is asked of a learner today, and what is to be asked of a practice."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import Select, and_, func, or_, select

from kb.document.revisions.actions import may_approve
from kb.document.revisions.models import Revision, RevisionState
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import is_held_by, practices_held_by
from kb.internalise.situations.models import Recall, Rehearsal, Situation, SituationState
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to

A_DAY: Final = 3  # over all practices


@dataclass(frozen=True)
class Situations:
    """The situations of a practice, as far as one person minds or meets them."""

    practice: Practice
    lines: Sequence[Situation]
    number: int
    may_write: bool
    is_holder: bool
    rehearses: bool


def asked_today(person: Person) -> Sequence[Situation]:
    """Return what is asked of ``person`` today: at most three a day, the longest due first."""
    today = clock.today()
    seen = _seen(person, today).scalar_subquery()
    rows = session.execute(_asked(person, today).add_columns(seen)).all()
    return [one for place, (one, done) in enumerate(rows) if place < A_DAY - done]


def situation_asked(person: Person, number: int) -> Situation:
    """Return one of today's situations, or raise NotFoundError: each is read on its day."""
    for one in asked_today(person):
        if one.id == number:
            return one
    raise NotFoundError("situation.not_today")


def rehearsed_by(person: Person) -> Sequence[Practice]:
    """Return the practices that ``person`` wants to be asked about, by title."""
    return session.scalars(
        select(Practice)
        .join(Rehearsal, Rehearsal.practice_id == Practice.id)
        .where(Rehearsal.learner_id == person.id, visible_to(person))
        .order_by(Practice.title)
    ).all()


def rehearsal_of(person: Person, practice: Practice) -> Rehearsal | None:
    """Return this person's own wish to be asked about ``practice``."""
    return session.get(Rehearsal, (practice.id, person.id))


def recall_of(person: Person, situation: Situation) -> Recall | None:
    """Return when ``situation`` comes to this person again, if it ever came."""
    return session.get(Recall, (situation.id, person.id))


def situations_of(practice: Practice, *, seen_by: Person) -> Situations:
    """Return what is asked of ``practice``: the texts to who may write them, else how many."""
    minds, awaits = may_write_of(practice, seen_by), may_agree(practice, seen_by)
    found = session.scalars(
        select(Situation).where(Situation.practice_id == practice.id).order_by(Situation.id)
    ).all()
    lines = [one for one in found if one.is_asked or awaits or one.author_id == seen_by.id]
    lines.sort(key=lambda one: list(SituationState).index(one.state))
    return Situations(
        practice=practice,
        lines=lines if minds else [],
        number=sum(one.is_asked for one in found),
        may_write=minds and can_be_asked(practice),
        is_holder=is_held_by(practice, seen_by),
        rehearses=rehearsal_of(seen_by, practice) is not None,
    )


def situation_by_id(number: int, *, seen_by: Person) -> Situation:
    """Return a situation with its reasoning to who minds it; to others there is none."""
    found = session.scalar(
        select(Situation)
        .join(Situation.practice)
        .where(Situation.id == number, visible_to(seen_by))
    )
    if found is None or not may_mind(found, seen_by):
        raise NotFoundError("situation.not_found")
    return found


def situations_to_agree(person: Person) -> Sequence[Situation]:
    """Return what others wrote of this person's knowledge and is asked after their yes."""
    theirs = or_(
        Situation.practice_id.in_(practices_held_by(person)), Practice.steward_id == person.id
    )
    found = session.scalars(
        select(Situation)
        .join(Situation.practice)
        .where(Situation.state == SituationState.AWAITING, theirs, visible_to(person))
        .order_by(Situation.made_at, Situation.id)
    )
    return [one for one in found if may_agree(one.practice, person)]


def can_be_asked(practice: Practice) -> bool:
    """Say whether a practice is written down and in use."""
    return practice.published_at is not None and practice.dropped_at is None


def may_agree(practice: Practice, person: Person) -> bool:
    """Say whose yes lets a situation be asked: the same as publishes a text (R8)."""
    return may_approve(practice, person)


def may_write_of(practice: Practice, person: Person) -> bool:
    """Say whether this person writes situations of ``practice``: authors, and who can do it."""
    if person.may_write or may_agree(practice, person):
        return True
    theirs = CarrierReason.practice_id == practice.id, CarrierReason.person_id == person.id
    return session.scalar(select(CarrierReason.id).where(*theirs).limit(1)) is not None


def may_mind(situation: Situation, person: Person) -> bool:
    """Say whether this person may change or retire it: who wrote it or may agree to it."""
    return situation.author_id == person.id or may_agree(situation.practice, person)


def is_older_than_text(situation: Situation) -> bool:
    """Say whether the practice was written anew since somebody last agreed to the situation."""
    newer = select(Revision.id).where(
        Revision.practice_id == situation.practice_id,
        Revision.language == situation.practice.language,
        Revision.state == RevisionState.PUBLISHED,
        ~Revision.correction,
        Revision.published_at > situation.agreed_at,
    )
    return session.scalar(newer.limit(1)) is not None


def _asked(person: Person, today: date) -> Select[Situation]:
    """Select what could be asked of ``person`` today, the longest due first."""
    own = and_(Recall.situation_id == Situation.id, Recall.learner_id == person.id)
    is_due = and_(Recall.due_on <= today, Recall.seen_on != today)
    return (
        select(Situation)
        .join(Situation.practice)
        .join(Rehearsal, Rehearsal.practice_id == Practice.id)
        .outerjoin(Recall, own)
        .where(
            Rehearsal.learner_id == person.id,
            Situation.state == SituationState.ASKED,
            Situation.author_id != person.id,
            Practice.id.not_in(practices_held_by(person)),
            Practice.published_at.is_not(None),
            Practice.dropped_at.is_(None),
            visible_to(person),
            or_(Recall.situation_id.is_(None), is_due),
        )
        .order_by(func.coalesce(Recall.due_on, today), Situation.id)
        .limit(A_DAY)
    )


def _seen(person: Person, today: date) -> Select[int]:
    return select(func.count()).where(Recall.learner_id == person.id, Recall.seen_on == today)
