"""What a pair agrees on: written by one, accepted by all; then it is under way."""

from kb.foundation import clock
from kb.foundation.errors import ConflictError, DomainError
from kb.foundation.news import announce
from kb.people.models import Person
from kb.share.pairings.actions import go_on
from kb.share.pairings.agreements import Agreement, Consented
from kb.share.pairings.events import PairingChanged
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import PairingState
from kb.share.pairings.terms import Terms

MAY_WORD = frozenset({PairingState.AGREED, PairingState.ACTIVE})


def write_agreement(pairing: Pairing, terms: Terms, *, by: Person) -> Agreement:
    """Word the agreement, first or anew; whoever words it accepts it, the others are asked."""
    _check(pairing, by=by)
    agreement = pairing.agreement or Agreement(pairing_id=pairing.id, version=0)
    agreement.version += 1
    agreement.rhythm, agreement.meetings_planned = terms.rhythm, terms.meetings_planned
    agreement.ends_on, agreement.not_discussed = terms.ends_on, terms.not_discussed
    agreement.confidentiality, agreement.language = terms.confidentiality, terms.language
    agreement.written_by, agreement.written_at = by, clock.now()
    pairing.agreement = agreement
    pairing.consents = [one for one in pairing.consents if one.kind != Consented.AGREEMENT]
    _sign(pairing, by=by)
    return agreement


def accept_agreement(pairing: Pairing, version: int, *, by: Person) -> None:
    """Say yes to the agreement as one has read it; everybody's yes begins the pair."""
    _check(pairing, by=by)
    if pairing.agreement is None or pairing.agreement.version != version:
        raise ConflictError("agreement.worded_anew")
    _sign(pairing, by=by)


def _check(pairing: Pairing, *, by: Person) -> None:
    pairing.belongs_to(by)
    if pairing.state not in MAY_WORD:
        raise DomainError("pairing.cannot_move")


def _sign(pairing: Pairing, *, by: Person) -> None:
    pairing.consent(Consented.AGREEMENT, by=by)
    pairing.stir()
    go_on(pairing)
    announce(PairingChanged(pairing.id))
