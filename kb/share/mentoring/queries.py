"""Finding meetings, and the one condition of who may see them."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from kb.foundation.db import session
from kb.foundation.errors import NotFoundError
from kb.identify.carriers.queries import is_own
from kb.people.models import Me, Person
from kb.practices.models import Practice
from kb.share.mentoring.models import (
    MeetingState,
    Session,
    SessionPractice,
)
from kb.share.pairings.agreements import Fellow
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import visible_pairings

THERE = Practice.removed_at.is_(None)
WHOLE = (
    selectinload(Session.practices.and_(THERE)),
    joinedload(Session.task_practice.and_(THERE)),
)
HELD = Session.state == MeetingState.HELD  # what else there is was only meant to be


def visible_sessions(person: Person | Me) -> ColumnElement[bool]:
    """Return the SQL condition for the meetings ``person`` may see."""
    return Session.pairing_id.in_(select(Pairing.id).where(visible_pairings(person)))


def session_by_id(number: int, *, seen_by: Person) -> Session:
    """Return the meeting, or raise NotFoundError as if there were none."""
    found = session.scalar(
        select(Session).where(Session.id == number, visible_sessions(seen_by)).options(*WHOLE)
    )
    if found is None:
        raise NotFoundError("session.not_found")
    return found


def sessions_by_ids(numbers: Sequence[int], *, seen_by: Person) -> Sequence[Session]:
    """Return those of the meetings that ``seen_by`` may see."""
    return session.scalars(
        select(Session)
        .where(Session.id.in_(numbers), visible_sessions(seen_by))
        .options(joinedload(Session.pairing))
    ).all()


def sessions_of(pairings: Sequence[Pairing]) -> Sequence[Session]:
    """Return the meetings that these pairings held, in the order of their days."""
    return session.scalars(
        select(Session)
        .where(Session.pairing_id.in_([one.id for one in pairings]), HELD)
        .options(*WHOLE)
        .order_by(Session.held_on, Session.id)
    ).all()


def last_session(pairing: Pairing) -> Session | None:
    """Return the latest meeting of a pairing."""
    return session.scalar(
        select(Session)
        .where(Session.pairing_id == pairing.id, HELD)
        .order_by(Session.held_on.desc(), Session.id.desc())
        .limit(1)
    )


def has_taught(person: Person, practice: Practice) -> bool:
    """Say whether ``person`` passed ``practice`` on in any meeting that was held."""
    met = session.scalars(
        select(Pairing)
        .join(Session, Session.pairing_id == Pairing.id)
        .join(SessionPractice, SessionPractice.session_id == Session.id)
        .where(SessionPractice.practice_id == practice.id, HELD)
    )
    return any(person in pairing.teachers for pairing in met)


def gone_through_practice_ids() -> Select[int]:
    """Select the practices that a meeting passed on: not all who met were holders of it."""
    gone = SessionPractice.practice_id
    fellow = exists().where(Fellow.pairing_id == Pairing.id, ~is_own(gone, Fellow.person_id))
    return (
        select(SessionPractice.practice_id)
        .join(Session, Session.id == SessionPractice.session_id)
        .join(Pairing, Pairing.id == Session.pairing_id)
        .where(
            HELD,
            or_(~is_own(gone, Pairing.mentor_id), ~is_own(gone, Pairing.learner_id), fellow),
        )
    )
