"""What was taken into use in a quarter, and by whom: said under their own names."""

from collections.abc import Sequence

from kb.cycle.figures.ground import Ground
from kb.cycle.figures.quarters import Quarter
from kb.cycle.figures.scopes import Scope
from kb.cycle.figures.shapes import About, Figure, Row, Tells, period_of
from kb.foundation import clock
from kb.foundation.words import N_
from kb.internalise.adoptions.models import Adoption
from kb.internalise.adoptions.queries import adoptions_between

# Who takes a practice into use puts their name to it; who hides is not named (R10).
ADOPTED = About(
    "adopted",
    N_("Taken into use this quarter"),
    N_(
        "Practices that somebody took into use in the quarter, with those who put their name to"
        " it. Numerator: practices taken into use. Denominator: practices in use."
    ),
    Tells.NAMED,
    N_("taken into use"),
    N_("practices in use"),
)


def adopted(ground: Ground, place: int) -> Figure:
    """List what was taken into use in the scope's quarter, or in today's."""
    found = adoptions(ground, place)
    quarter = _quarter(ground, place)
    names: dict[int, list[str]] = {}
    for one in found:
        names.setdefault(one.practice_id, []).append(one.person.name)
    return Figure(
        ADOPTED,
        period_of(Scope(quarter)),
        numerator=len(names),
        denominator=len(ground.in_use(place)),
        columns=(N_("Practice"), N_("Taken into use by")),
        rows=tuple(
            Row(ground.practices[number].titled, (", ".join(dict.fromkeys(people)),))
            for number, people in names.items()
        ),
    )


def adoptions(ground: Ground, place: int) -> Sequence[Adoption]:
    """Return what was taken into use in the scope's quarter, or in today's."""
    quarter = _quarter(ground, place)
    found = adoptions_between(quarter.first, quarter.last, seen_by=ground.seen_by)
    kept = {one.id for one in ground.in_use(place)}
    return [one for one in found if one.practice_id in kept]


def _quarter(ground: Ground, place: int) -> Quarter:
    return ground.scopes.all[place].quarter or Quarter.of(clock.today())
