"""What the later stages hear of upkeep."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class OwnerChosen(Event):
    """Somebody else is to look after a practice from now on."""

    practice_id: int
    owner_id: int
    by_id: int
