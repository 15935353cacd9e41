"""What the later stages hear of pairs."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PairingChanged(Event):
    """A pairing was proposed, answered, agreed upon, paused, resumed or ended."""

    pairing_id: int


@dataclass(frozen=True)
class PairingProposed(Event):
    """A pairing waits for those who have not said yes to it."""

    pairing_id: int
    by_id: int


@dataclass(frozen=True)
class PairingAgreed(Event):
    """Everybody has said yes to a pairing, ``by_id`` the last."""

    pairing_id: int
    by_id: int


@dataclass(frozen=True)
class PairingPaused(Event):
    """A pairing rests until a day; what was planned to happen meanwhile does not."""

    pairing_id: int
    by_id: int


@dataclass(frozen=True)
class PairingEnded(Event):
    """A pairing is over, in whichever way; nobody did it when its time ran out."""

    pairing_id: int
    by_id: int | None = None


@dataclass(frozen=True)
class PairingReminded(Event):
    """A pairing has waited so long for somebody that they are reminded."""

    pairing_id: int
