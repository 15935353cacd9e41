"""What the later stages hear of mentoring."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PairingChanged(Event):
    """A pairing was proposed, agreed or closed."""

    pairing_id: int


@dataclass(frozen=True)
class SessionHeld(Event):
    """A pair met and told what they went through."""

    session_id: int
