"""What the later stages hear of pairs."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PairingChanged(Event):
    """A pairing was proposed, agreed or closed."""

    pairing_id: int
