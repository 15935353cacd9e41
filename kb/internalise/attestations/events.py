"""What others hear of attestations."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class AttestationAsked(Event):
    """A learner asked one who can do it to say how well they can."""

    attestation_id: int


@dataclass(frozen=True)
class AttestationAnswered(Event):
    """The one who was asked said yes with a level, or no with a reason."""

    attestation_id: int


@dataclass(frozen=True)
class AttestationRevoked(Event):
    """An attestation holds no longer, for a reason; nothing else follows by itself."""

    attestation_id: int
