"""What the later stages hear of carriers."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class CarrierChanged(Event):
    """Somebody became, or ceased to be, one who can do a practice."""

    practice_id: int
