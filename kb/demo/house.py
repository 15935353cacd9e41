"""The demo organisation while it is being loaded: who is who, what is what."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from kb.foundation import clock
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.share.private_notes.keys import KeyPlace


@dataclass(frozen=True)
class Deed:
    """Something somebody did at some time; ``order`` decides between those of one hour."""

    at: datetime
    do: Callable[[], object]
    order: int = 0


@dataclass
class House:
    """Numbers by name, so that each deed finds its people in its own transaction."""

    files: Path
    notes_key: KeyPlace | None = None
    today: date = field(default_factory=clock.today)
    people: dict[str, int] = field(default_factory=dict)
    practices: dict[str, int] = field(default_factory=dict)
    pairings: dict[str, int] = field(default_factory=dict)

    def person(self, name: str) -> Person:
        """Return the person of that name."""
        return session.get_one(Person, self.people[name])

    def practice(self, ref: str) -> Practice:
        """Return the practice of that id."""
        return session.get_one(Practice, self.practices[ref])
