"""Figures of searching: how often something is found, and what is looked for in vain."""

from datetime import date

from sqlalchemy import select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.shapes import About, Figure, Row, Tells, period_of, untold
from kb.cycle.figures.suppression import Telling
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.words import N_, Kind
from kb.search.log.models import Search
from kb.search.log.report import wanted_between

# Who searches is kept nowhere, so five people cannot be counted: it is told of five visits or
# more, as on the page of searches, and never by area or industry, which are not kept either.
SEARCHES = About(
    "searches",
    N_("Searches that found something"),
    N_(
        "Searches as far back as they are kept; nobody knows whose. Numerator: those that"
        " something fitted. Denominator: all. Instead of people, visits are counted: a visit"
        " ends with half an hour without a search."
    ),
    Tells.PEOPLE,
    N_("found something"),
    N_("searches"),
)
# Words that name nobody (the log leaves out those that do) tell what is missing, not who asked.
ZERO_RESULTS = About(
    "zero_results",
    N_("Looked for in vain"),
    N_(
        "What was searched for and nothing fitted, the same words in any form together, the"
        " most wanted first; words that name somebody are shown to nobody. Numerator: those"
        " that were made a knowledge need. Denominator: all."
    ),
    Tells.THINGS,
    N_("made a knowledge need"),
    N_("things looked for in vain"),
)


class Went(Kind):
    """How a search went."""

    OPENED = "opened"
    SHOWN = "shown"
    NOTHING = "nothing"


def search_facts(ground: Ground) -> list[Fact]:
    """Return how each search went; a visit stands for somebody, once."""
    columns = Search.id, Search.day, Search.nothing_fitted, Search.rank, Search.opens_visit
    return [
        Fact(ground.scopes.bits_of_day(day), (number,) if opens else (), _went(nothing, rank))
        for number, day, nothing, rank, opens in session.execute(select(*columns))
    ]


def searches(telling: Telling, place: int) -> Figure:
    """Tell which share of the searches found something."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(SEARCHES, period)
    counted = {kind: sum(one.came == kind for one in facts) for kind in Went}
    return Figure(
        SEARCHES,
        period,
        numerator=len(facts) - counted[Went.NOTHING],
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=(N_("How it went"), N_("Times")),
        rows=tuple(Row(kind, (counted[kind],)) for kind in Went),
    )


def zero_results(ground: Ground, place: int) -> Figure:
    """List what was looked for in vain, the most wanted first; it is kept by no area."""
    period = period_of(ground.scopes.all[place])
    wanted = wanted_between(
        period.first or date.min, clock.today() if not period.first else period.last
    )
    return Figure(
        ZERO_RESULTS,
        period,
        numerator=sum(one.need_id is not None for one in wanted),
        denominator=len(wanted),
        columns=(N_("Words"), N_("Times"), N_("Last in the week of")),
        rows=tuple(Row(one.words, (one.times, one.week)) for one in wanted),
    )


def _went(nothing: bool, rank: int | None) -> Went:  # noqa: FBT001 - two columns of a row
    if nothing:
        return Went.NOTHING
    return Went.SHOWN if rank is None else Went.OPENED
