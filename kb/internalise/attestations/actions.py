"""What can be done with attestations: ask, answer, withdraw, revoke."""

from kb.document.upkeep.actions import ask_for_review
from kb.foundation.db import session
from kb.foundation.errors import DomainError, InvalidError, NotAllowedError
from kb.foundation.news import announce
from kb.identify.carriers.actions import add_basis, withdraw_basis
from kb.identify.carriers.models import Basis
from kb.identify.carriers.queries import carries, is_held_by
from kb.internalise.attestations.events import (
    AttestationAnswered,
    AttestationAsked,
    AttestationRevoked,
)
from kb.internalise.attestations.forms import Judgement, Request
from kb.internalise.attestations.models import Attestation
from kb.internalise.attestations.queries import (
    attestations_past,
    attesters_for,
    may_revoke,
    open_request,
    other_standing,
    waits_in_vain,
)
from kb.internalise.trials.queries import doing_of
from kb.people.models import Person
from kb.practices.models import Practice


def ask_for_attestation(
    practice: Practice, request: Request, *, by: Person, language: str
) -> Attestation:
    """Ask one who can do it; only what was tried and told can be attested (R6)."""
    if is_held_by(practice, by):
        raise DomainError("attestation.own")
    if not doing_of(by, practice).different:
        raise DomainError("attestation.trial_needed")
    asked = {one.id: one for one in attesters_for(practice, by)}
    if request.attester_id not in asked:
        raise InvalidError({"attester": "attestation.attester_unknown"})
    _make_room(practice, by)
    attestation = Attestation(practice=practice, learner=by, language=language)
    attestation.attester, attestation.words = asked[request.attester_id], request.words
    session.add(attestation)
    session.flush()
    announce(AttestationAsked(attestation.id))
    return attestation


def attest(
    attestation: Attestation, judgement: Judgement, *, by: Person, language: str
) -> None:
    """Say that the learner can do it, as one who can oneself."""
    if not carries(by, attestation.practice):
        raise NotAllowedError("attestation.no_carrier")
    attestation.attest(judgement, by=by, language=language)
    session.flush()
    add_basis(attestation.learner, attestation.practice, basis=Basis.ATTESTED)
    announce(AttestationAnswered(attestation.id))


def decline(attestation: Attestation, reason: str, *, by: Person, language: str) -> None:
    """Say that it is too early, and why."""
    attestation.decline(reason, by=by, language=language)
    session.flush()
    announce(AttestationAnswered(attestation.id))


def withdraw_request(attestation: Attestation, *, by: Person) -> None:
    """Ask no longer; nobody asks why."""
    if by.id != attestation.learner_id:
        raise NotAllowedError("attestation.not_yours")
    attestation.withdraw()
    session.flush()


def revoke(attestation: Attestation, reason: str, *, by: Person) -> None:
    """Say that it holds no longer; what the learner attested of others stays as it is.

    Instead of following by itself, the practice is to be reviewed by those who look after it.
    """
    if not may_revoke(attestation, by):
        raise NotAllowedError("attestation.not_yours_to_revoke")
    attestation.revoke(reason, by=by)
    ask_for_review(attestation.practice)
    _let_go(attestation)
    announce(AttestationRevoked(attestation.id))


def lapse_attestations() -> None:
    """Let go of what was attested until a day that has gone by."""
    for attestation in attestations_past():
        attestation.lapse()
        _let_go(attestation)


def _make_room(practice: Practice, person: Person) -> None:
    """Refuse to ask twice at a time; what nobody can answer any more is withdrawn."""
    waiting = open_request(person, practice)
    if waiting is None:
        return
    if not waits_in_vain(waiting):
        raise DomainError("attestation.already_asked", name=waiting.attester.name)
    waiting.withdraw()
    session.flush()


def _let_go(attestation: Attestation) -> None:
    session.flush()
    if not other_standing(attestation):
        withdraw_basis(attestation.learner, attestation.practice, basis=Basis.ATTESTED)
