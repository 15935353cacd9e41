"""How far practices come, by the quarter they were identified in; their recognition."""

from collections import Counter
from collections.abc import Collection, Hashable, Sequence
from datetime import date

from sqlalchemy import func, select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.reaching import Pair
from kb.cycle.figures.shapes import (
    About,
    Figure,
    Ratio,
    Row,
    Tells,
    as_it_stands,
    period_of,
    untold,
)
from kb.cycle.figures.suppression import Telling
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.words import N_, Kind
from kb.identify.identifications.models import Identification
from kb.identify.recognitions.models import Recognition, RecognitionView
from kb.stages.evidence import Stage

COME_FURTHER = (Stage.IDENTIFIED, Stage.DOCUMENTED, Stage.SHARED, Stage.INTERNALISED)

# R10 names conversion among the rates of what people do: behind a practice are those who
# noticed it and those whose knowledge it is.
CONVERSION = About(
    "conversion",
    N_("How far practices come, by quarter"),
    N_(
        "Practices by the quarter in which they were first identified, and how many of these"
        " have come to each stage by today. Numerator: internalised. Denominator: all that have"
        " a holder and were identified in the period."
    ),
    Tells.PEOPLE,
    N_("internalised"),
    N_("identified practices"),
)
# A recognition is signed, and what is counted are practices: told as it is.
RECOGNISED = About(
    "recognised",
    N_("What has been recognised"),
    N_(
        "Identified practices in use by who has recognised somebody for them: an individual,"
        " the organisation, both or nobody. Numerator: recognised by either. Denominator: all"
        " identified. The gap is what nobody has recognised."
    ),
    Tells.THINGS,
    N_("recognised"),
    N_("identified practices"),
)


class Recognised(Kind):
    """From which viewpoints a practice has been recognised."""

    BOTH = "both"
    INDIVIDUAL = "individual"
    ORGANISATION = "organisation"
    NOBODY = "nobody"


def conversion_facts(ground: Ground, held: Collection[Pair]) -> list[Fact]:
    """Return of each identified practice how far it has come; behind it are its people."""
    behind: dict[int, set[int]] = {}
    for practice, person in held:
        behind.setdefault(practice, set()).add(person)
    noticed: dict[int, date] = {}
    asked = select(Identification.practice_id, Identification.by_id, Identification.at)
    for practice, person, at in session.execute(asked.order_by(Identification.at)):
        behind.setdefault(practice, set()).add(person)
        noticed.setdefault(practice, at.astimezone(clock.HOME).date())
    return [
        Fact(
            ground.bits([number], noticed[number]),
            tuple(behind[number]),
            one.stage,
            part=Quarter.of(noticed[number]),
        )
        for number, one in ground.practices.items()
        if one.stage is not Stage.CANDIDATE
    ]


def conversion(telling: Telling, place: int) -> Figure:
    """Tell how far the practices of each quarter have come."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(CONVERSION, period)
    parts = telling.parts_in(place)
    rows = [_cohort(part, parts[part]) for part in sorted(parts, key=_order)] if parts else []
    return Figure(
        CONVERSION,
        period,
        numerator=sum(one.came == Stage.INTERNALISED for one in facts),
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=(
            N_("Identified in"),
            N_("Identified"),
            N_("Documented"),
            N_("Shared"),
            N_("Internalised"),
            N_("Share internalised"),
        ),
        rows=tuple(rows),
        rows_withheld=parts is None,
    )


def recognised(ground: Ground, place: int) -> Figure:
    """Count the identified practices by who has recognised somebody for them."""
    found: dict[int, set[RecognitionView]] = {}
    asked = select(Recognition.practice_id, Recognition.viewpoint, func.count())
    for practice, viewpoint, _ in session.execute(asked.group_by(*asked.selected_columns[:2])):
        found.setdefault(practice, set()).add(viewpoint)
    there = [one for one in ground.in_use(place) if one.stage is not Stage.CANDIDATE]
    counted = Counter(_recognised(found.get(one.id, set())) for one in there)
    return Figure(
        RECOGNISED,
        as_it_stands(),
        numerator=len(there) - counted[Recognised.NOBODY],
        denominator=len(there),
        columns=(N_("Recognised by"), N_("Number of practices"), N_("Part of all")),
        rows=tuple(
            Row(one, (counted[one], Ratio(counted[one], len(there)))) for one in Recognised
        ),
    )


def _recognised(viewpoints: Collection[RecognitionView]) -> Recognised:
    if len(viewpoints) > 1:
        return Recognised.BOTH
    return Recognised(*viewpoints) if viewpoints else Recognised.NOBODY


def _cohort(part: Hashable, facts: Sequence[Fact]) -> Row:
    counted = Counter(one.came for one in facts)
    reached = [sum(counted[one] for one in COME_FURTHER[at:]) for at in range(4)]
    name = part if isinstance(part, Kind | Quarter) else ""
    return Row(name, (*reached, Ratio(reached[-1], reached[0])))


def _order(part: Hashable) -> tuple[bool, str]:
    """Return the order: quarter after quarter, what stands together last."""
    return not isinstance(part, Quarter), str(part)
