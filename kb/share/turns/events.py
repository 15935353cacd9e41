"""What others hear of turns."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class TurnPlanned(Event):
    """Two agreed that one does the other's work for a while."""

    turn_id: int
    by_id: int


@dataclass(frozen=True)
class TurnMoved(Event):
    """It has other days than before."""

    turn_id: int
    by_id: int


@dataclass(frozen=True)
class TurnCancelled(Event):
    """It does not take place after all."""

    turn_id: int
    by_id: int
