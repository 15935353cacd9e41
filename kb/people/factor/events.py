"""What others hear of second factors."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class FactorReset(Event):
    """Somebody's second factor was taken off by an admin, or from the command line."""

    person_id: int
    by_id: int | None
