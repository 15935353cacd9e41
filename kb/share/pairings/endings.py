"""How a pair rests, goes on, and comes to its end with the goal and the means judged."""

from datetime import date

from kb.foundation import clock
from kb.foundation.errors import DomainError, NotAllowedError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.pairings.events import (
    PairingChanged,
    PairingEnded,
    PairingPaused,
)
from kb.share.pairings.forms import Closing
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import Ending, PairingState


def pause_pairing(pairing: Pairing, until: date, *, by: Person) -> None:
    """Rest until a day; then those who paused are asked whether it goes on."""
    _check(pairing, by=by)
    pairing.move_to(PairingState.PAUSED)
    pairing.paused_until = until
    announce(PairingPaused(pairing.id, by.id))
    announce(PairingChanged(pairing.id))


def resume_pairing(pairing: Pairing, *, by: Person) -> None:
    """Go on after a pause, on its last day or before."""
    _check(pairing, by=by)
    if pairing.state is not PairingState.PAUSED:
        raise DomainError("pairing.cannot_move")
    pairing.move_to(PairingState.ACTIVE)
    pairing.paused_until = None
    announce(PairingChanged(pairing.id))


def conclude_pairing(pairing: Pairing, *, by: Person) -> None:
    """Begin to come to an end: a last meeting, and then the judgement."""
    _check(pairing, by=by)
    pairing.move_to(PairingState.CONCLUDING)
    pairing.paused_until = None
    announce(PairingChanged(pairing.id))


def end_pairing(pairing: Pairing, closing: Closing, *, by: Person) -> None:
    """Judge the goal and the means, and end; whatever was passed on stays passed on."""
    _check(pairing, by=by)
    if pairing.state is not PairingState.CONCLUDING:
        pairing.move_to(PairingState.CONCLUDING)
    pairing.move_to(_end_of(pairing, closing))
    pairing.outcome, pairing.means_suited = closing.outcome, closing.means_suited
    pairing.closing_words, pairing.paused_until = closing.words, None
    announce(PairingEnded(pairing.id, by.id))
    announce(PairingChanged(pairing.id))


def _end_of(pairing: Pairing, closing: Closing) -> PairingState:
    """Return which end it is: what was done before the agreed last day was done early."""
    if closing.ending is Ending.STOPPED:
        return PairingState.ENDED_EARLY
    if pairing.agreement and clock.today() < pairing.agreement.ends_on:
        return PairingState.COMPLETED_EARLY
    return PairingState.COMPLETED


def _check(pairing: Pairing, *, by: Person) -> None:
    pairing.belongs_to(by)
    if not pairing.is_led_by(by):
        raise NotAllowedError("pairing.mentor_leads")
