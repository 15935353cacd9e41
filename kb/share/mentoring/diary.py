"""What a pair's diary holds: meetings ahead, those nobody has told of yet, and those missed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.share.mentoring.models import MeetingState, Session
from kb.share.mentoring.queries import HELD
from kb.share.pairings.models import Pairing
from kb.share.pairings.queries import pairings_of


@dataclass(frozen=True)
class Diary:
    """The pairs of one person that may meet, with what is ahead and what is still untold."""

    pairings: Sequence[Pairing]
    ahead: Sequence[Session]
    untold: Sequence[Session]

    def next_of(self, pairing: Pairing) -> Session | None:
        """Return the next meeting that a pair has planned."""
        return next((one for one in self.ahead if one.pairing_id == pairing.id), None)


PLANNED = Session.state == MeetingState.PLANNED


def diary_of(person: Person) -> Diary:
    """Return what the pairs of ``person`` have before them."""
    return diary_among(pairings_of(person))


def diary_among(pairings: Sequence[Pairing]) -> Diary:
    """Return what those of these pairs that may meet have before them."""
    mine = [one for one in pairings if one.is_open]
    return Diary(mine, meetings_ahead(mine), meetings_untold(mine))


def meetings_ahead(pairings: Sequence[Pairing]) -> Sequence[Session]:
    """Return what these pairings have planned and not begun, the next one first."""
    return session.scalars(
        _planned_by(pairings)
        .where(Session.starts_at > clock.now())
        .order_by(Session.starts_at, Session.id)
    ).all()


def meetings_begun(pairings: Sequence[Pairing]) -> Sequence[Session]:
    """Return the planned meetings that have begun, of which nobody said how they went."""
    open_ones = [one for one in pairings if one.is_open]
    return session.scalars(
        _planned_by(open_ones)
        .where(Session.starts_at <= clock.now())
        .order_by(Session.starts_at, Session.id)
    ).all()


def meetings_untold(pairings: Sequence[Pairing]) -> Sequence[Session]:
    """Return those of the meetings begun that are over by now."""
    return [
        one for one in meetings_begun(pairings) if one.ends_at and one.ends_at <= clock.now()
    ]


def begun_on(day: date, pairing: Pairing) -> Session | None:
    """Return the planned meeting of that day that has begun, if there is one untold."""
    return next((one for one in meetings_begun([pairing]) if one.held_on == day), None)


def missed_by(pairings: Sequence[Pairing]) -> Sequence[Session]:
    """Return the meetings that were planned and not held, in the order of their days."""
    return session.scalars(
        select(Session)
        .where(Session.pairing_id.in_([one.id for one in pairings]))
        .where(Session.state == MeetingState.MISSED)
        .order_by(Session.held_on, Session.id)
    ).all()


def meetings_for(person: Person, *, back: timedelta) -> Sequence[Session]:
    """Return what ``person`` has planned, and what they held so long ``back``."""
    mine = [one.id for one in pairings_of(person)]
    since = clock.today() - back
    return session.scalars(
        select(Session)
        .where(Session.pairing_id.in_(mine), or_(PLANNED, HELD), Session.held_on >= since)
        .options(joinedload(Session.pairing))
        .order_by(Session.held_on, Session.id)
    ).all()


def _planned_by(pairings: Sequence[Pairing]) -> Select[Session]:
    return (
        select(Session)
        .where(Session.pairing_id.in_([one.id for one in pairings]), PLANNED)
        .options(joinedload(Session.pairing))
    )
