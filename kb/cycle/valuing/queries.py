"""What the pages of valuing show: practices at risk, with their stages and carriers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.context.questions.models import QuestionSet
from kb.identify.carriers.models import CarrierReason
from kb.identify.carriers.queries import carried_by, reasons_by_name
from kb.identify.inventories.queries import Inventory, inventory_of
from kb.identify.recognitions.models import Recognition
from kb.identify.recognitions.queries import recognitions_for
from kb.identify.valuations.queries import (
    AtRisk,
    awaiting_valuation,
    carried_at_risk,
    number_valued,
    valued,
)
from kb.people.models import Person
from kb.stages.evidence import Stage, stages_of
from kb.web.paging import PER_PAGE, Page

AWAITING = 20  # at a time; the next come as these are valued


@dataclass(frozen=True)
class Organisation:
    """What the organisation values: a page in the order of work, and what awaits it."""

    page: Page[AtRisk]
    awaiting: Sequence[AtRisk]
    unvalued: int
    stages: Mapping[int, Stage]
    carriers: Mapping[int, Sequence[Person]]


@dataclass(frozen=True)
class Own:
    """What one person carries: why, on how many it rests, and what was said of it."""

    practices: Sequence[AtRisk]
    reasons: Mapping[int, Sequence[CarrierReason]]
    recognitions: Mapping[int, Sequence[Recognition]]
    stages: Mapping[int, Stage]
    inventory: Inventory


def organisation(*, seen_by: Person, number: int) -> Organisation:
    """Gather one page of what is valued, and the first of what awaits it."""
    given, unvalued = number_valued(seen_by=seen_by)
    rows = valued(seen_by=seen_by, limit=PER_PAGE, offset=(number - 1) * PER_PAGE)
    awaiting = awaiting_valuation(seen_by=seen_by, limit=AWAITING) if number == 1 else []
    numbers = [one.practice.id for one in (*rows, *awaiting)]
    return Organisation(
        Page(rows, number, given), awaiting, unvalued, stages_of(numbers), _carriers(numbers)
    )


def own(person: Person) -> Own:
    """Gather what ``person`` carries; nobody else sees this page of it."""
    practices = carried_at_risk(person)
    reasons: dict[int, list[CarrierReason]] = {}
    for reason in carried_by(person, seen_by=person):
        reasons.setdefault(reason.practice_id, []).append(reason)
    recognitions: dict[int, list[Recognition]] = {}
    for one in recognitions_for(person, seen_by=person):
        recognitions.setdefault(one.practice_id, []).append(one)
    stages = stages_of([one.practice.id for one in practices])
    inventory = inventory_of(person, QuestionSet.SELF_INVENTORY)
    return Own(practices, reasons, recognitions, stages, inventory)


def _carriers(numbers: Sequence[int]) -> Mapping[int, Sequence[Person]]:
    found: dict[int, dict[int, Person]] = {}
    for reason in reasons_by_name(numbers):
        found.setdefault(reason.practice_id, {})[reason.person_id] = reason.person
    return {number: list(people.values()) for number, people in found.items()}
