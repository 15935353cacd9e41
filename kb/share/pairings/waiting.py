"""Pairs that wait too long: those who are awaited are reminded, then it is over.

What has been agreed and has met is not closed by the clock: something was done in it.
"""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import ColumnElement, and_, or_, select

from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.pairings.events import PairingChanged, PairingEnded, PairingReminded
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import WAITING, PairingState

REMINDED_AFTER, CLOSED_AFTER = timedelta(days=7), timedelta(days=14)


def pairs_wait_too_long() -> bool:
    """Say whether anybody is to be reminded of a pair, or a pair to be closed."""
    due = or_(_is_due_to_close(), _is_due_to_remind())
    return session.scalar(select(Pairing.id).where(due).limit(1)) is not None


def shorten_waiting() -> None:
    """Close what waited two weeks in vain, and remind of what waits for one."""
    for pairing in _those(_is_due_to_close()):
        pairing.move_to(PairingState.EXPIRED)
        announce(PairingEnded(pairing.id))
        announce(PairingChanged(pairing.id))
    session.flush()
    for pairing in _those(_is_due_to_remind()):
        pairing.reminded_at = clock.now()
        announce(PairingReminded(pairing.id))


def awaited_in(pairing: Pairing) -> list[Person]:
    """Return for whom a pairing waits: their yes, their agreement, their going on."""
    if pairing.state is PairingState.PROPOSED:
        return pairing.unanswered
    if pairing.state is PairingState.AGREED:
        return pairing.unsigned
    if pairing.state is PairingState.PAUSED:
        return [one for one in pairing.members if pairing.is_led_by(one)]
    return []


def _those(condition: ColumnElement[bool]) -> Sequence[Pairing]:
    return session.scalars(select(Pairing).where(condition).order_by(Pairing.id)).all()


def _is_due_to_close() -> ColumnElement[bool]:
    return and_(_waits(), Pairing.stirred_at <= clock.now() - CLOSED_AFTER)


def _is_due_to_remind() -> ColumnElement[bool]:
    waits = and_(_waits(), Pairing.stirred_at <= clock.now() - REMINDED_AFTER)
    rested = and_(Pairing.state == PairingState.PAUSED, Pairing.paused_until <= clock.today())
    return and_(or_(waits, rested), Pairing.reminded_at.is_(None))


def _waits() -> ColumnElement[bool]:
    return and_(Pairing.state.in_(WAITING), Pairing.met_at.is_(None))
