"""Finding what may be taken along as a badge: by its learner alone, while it stands."""

from collections.abc import Sequence

from sqlalchemy import select

from kb.foundation.db import session
from kb.foundation.errors import DomainError, NotFoundError
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.attestations.queries import attestation_by_id
from kb.people.models import Person


def own_attestation(number: int, *, seen_by: Person) -> Attestation:
    """Return what was attested of this person; of others there is no badge to see."""
    found = attestation_by_id(number, seen_by=seen_by)
    if found.learner_id != seen_by.id or found.level is None:
        raise NotFoundError("attestation.not_found")
    return found


def own_standing(number: int, *, seen_by: Person) -> Attestation:
    """Return the same, or refuse what holds no longer: of that no new file is made."""
    found = own_attestation(number, seen_by=seen_by)
    if not found.stands:
        raise DomainError("badge.no_longer")
    return found


def revoked_codes() -> Sequence[str]:
    """Return the codes of what was revoked, for who checks a badge; they name nobody."""
    revoked = Attestation.state == AttestationState.REVOKED
    return session.scalars(
        select(Attestation.code).where(revoked).order_by(Attestation.code)
    ).all()
