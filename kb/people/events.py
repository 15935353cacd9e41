"""What the stages hear of people."""

from dataclasses import dataclass

from kb.foundation.news import Event


@dataclass(frozen=True)
class PersonSuspended(Event):
    """A person is let in no more."""

    person_id: int
