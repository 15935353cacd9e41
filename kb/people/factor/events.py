"""What others hear of second factors."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class FactorTaken(Event):
    """Somebody has a second factor from now on."""

    person_id: int


@dataclass(frozen=True)
class FactorTakenOff(Event):
    """Somebody took their own second factor off."""

    person_id: int


@dataclass(frozen=True)
class FactorAsked(Event):
    """An admin chose which roles need a second factor."""

    by_id: int
    roles: str


@dataclass(frozen=True)
class FactorReset(Event):
    """Somebody's second factor was taken off by an admin, or from the command line."""

    person_id: int
    by_id: int | None
