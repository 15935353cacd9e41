"""The pages of what was attested and taken into use, with somebody who looks at each."""

from sqlalchemy import select

from kb.foundation.db import session
from kb.internalise.attestations.models import Attestation

JESSE, PETRI, NOORA, AINO = "Jesse Lindqvist", "Petri Saarela", "Noora Vainio", "Aino Koskela"

ATTESTED_PAGES = (
    ("attestations", "/attestations", AINO),
    ("attestations-none", "/attestations", "Leena Ahokas"),
    ("attestation-new", "/practices/{P32}/attestations/new", JESSE),
    ("attestation-new-untried", "/practices/{P05}/attestations/new", JESSE),
    ("attestation-to-answer", "/attestations/{attestation_asked}", NOORA),
    ("attestation-asked", "/attestations/{attestation_asked}", JESSE),
    ("attestation-declined", "/attestations/{attestation_declined}", JESSE),
    ("attestation-attested", "/attestations/{attestation_attested}", AINO),
    ("attestation-attester", "/attestations/{attestation_attested}", PETRI),
    ("badge", "/attestations/{attestation_attested}/badge", AINO),
    ("practice-use", "/practices/{P30}/use", JESSE),
    ("practice-use-mine", "/practices/{P32}/use", JESSE),
    ("practice-tried", "/practices/{P32}", JESSE),
    ("adoption-new", "/practices/{P13}/adoptions/new", JESSE),
    ("giving-up", "/practices/{P32}/giving-up", JESSE),
)


def attested_held():
    """Return the number of one attestation in each state that the demo holds."""
    found = session.execute(
        select(Attestation.state, Attestation.id).order_by(Attestation.id.desc())
    )
    return {f"attestation_{state.value}": number for state, number in found}
