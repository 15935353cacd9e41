"""What the pages of leaving show: who leaves, what rests on them, what is planned for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.foundation import clock
from kb.identify.leaving.models import Departure
from kb.identify.leaving.queries import departure_of, people_leaving
from kb.identify.valuations.queries import AtRisk, left_behind_by, left_without_owner
from kb.people.models import Person
from kb.share.handovers.models import Handover
from kb.share.handovers.queries import handovers_of
from kb.stages.evidence import Stage, stages_of


@dataclass(frozen=True)
class Leaving:
    """One who leaves: how long there is left, and every practice with its plan."""

    person: Person
    departure: Departure | None
    practices: Sequence[AtRisk]
    handovers: Mapping[int, Handover]
    stages: Mapping[int, Stage]

    @property
    def days_left(self) -> int | None:
        """Return how many days there are to the last working day, if it is known."""
        return days_until_last(self.person)

    @property
    def alone(self) -> int:
        """Return how many of the practices nobody can do afterwards."""
        return sum(not one.staying for one in self.practices)


@dataclass(frozen=True)
class Departures:
    """Who leaves, the nearest first, and what asks for a new owner."""

    people: Sequence[Person]
    orphaned: Sequence[AtRisk]
    stages: Mapping[int, Stage]


def leaving_of(person: Person, *, seen_by: Person) -> Leaving:
    """Gather what ``person`` has to pass on."""
    practices = left_behind_by(person, seen_by=seen_by)
    stages = stages_of([one.practice.id for one in practices])
    handovers = handovers_of(person)
    return Leaving(person, departure_of(person), practices, handovers, stages)


def departures(*, seen_by: Person) -> Departures:
    """Gather who leaves, and what those who left have left behind."""
    orphaned = left_without_owner(seen_by=seen_by)
    stages = stages_of([one.practice.id for one in orphaned])
    return Departures(people_leaving(), orphaned, stages)


def days_until_last(person: Person) -> int | None:
    """Return how many days there are to the last working day, if it is known."""
    day = person.last_working_day
    return (day - clock.today()).days if day else None
