"""What the later stages hear of shadowing."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class ShadowingAcknowledged(Event):
    """The host agrees that the guest was there."""

    shadowing_id: int
