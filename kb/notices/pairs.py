"""Telling of pairs: that one is asked for, agreed, waits for you, rests, or is over."""

from kb.foundation.db import session
from kb.notices.actions import tell_each
from kb.notices.models import About, NoticeKind, Topic
from kb.people.models import Person
from kb.share.pairings.events import (
    PairingAgreed,
    PairingEnded,
    PairingPaused,
    PairingProposed,
    PairingReminded,
)
from kb.share.pairings.models import Pairing
from kb.share.pairings.waiting import awaited_in


def tell_asked(event: PairingProposed) -> None:
    """Tell those who are asked to be in a pair."""
    pairing = session.get_one(Pairing, event.pairing_id)
    by, topic = session.get_one(Person, event.by_id), Topic(About.PAIRING, pairing.id)
    tell_each(pairing.unanswered, NoticeKind.PAIR_ASKED, topic, by=by)


def tell_agreed(event: PairingAgreed) -> None:
    """Tell the others of a pair, and who proposed it for them, that all have said yes."""
    pairing = session.get_one(Pairing, event.pairing_id)
    by, topic = session.get_one(Person, event.by_id), Topic(About.PAIRING, pairing.id)
    proposed_by = session.get_one(Person, pairing.proposed_by_id)
    tell_each([*pairing.members, proposed_by], NoticeKind.PAIR_AGREED, topic, by=by)


def tell_awaited(event: PairingReminded) -> None:
    """Remind those for whom a pair waits."""
    pairing = session.get_one(Pairing, event.pairing_id)
    tell_each(awaited_in(pairing), NoticeKind.PAIR_WAITS, Topic(About.PAIRING, pairing.id))


def tell_of_pause(event: PairingPaused) -> None:
    """Tell the others of a pair that it rests."""
    _tell_members(event.pairing_id, NoticeKind.PAIR_RESTS, by_id=event.by_id)


def tell_of_end(event: PairingEnded) -> None:
    """Tell the others of a pair that it is over."""
    _tell_members(event.pairing_id, NoticeKind.PAIR_OVER, by_id=event.by_id)


def _tell_members(number: int, kind: NoticeKind, *, by_id: int | None) -> None:
    pairing = session.get_one(Pairing, number)
    by = session.get_one(Person, by_id) if by_id else None
    tell_each(pairing.members, kind, Topic(About.PAIRING, pairing.id), by=by)
