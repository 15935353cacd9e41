"""Where pairs have come, from being proposed on."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.reaching import Numbers, day_of
from kb.cycle.figures.shapes import About, Figure, Row, Tells, period_of, untold
from kb.cycle.figures.suppression import Telling
from kb.foundation.db import session
from kb.foundation.words import N_, Kind
from kb.share.pairings.models import Pairing
from kb.share.pairings.states import NOT_BEGUN, PairingState

# What becomes of a pair is what its members do (R10): behind it are all of them.
PAIRS = About(
    "pairs",
    N_("Where pairs have come"),
    N_(
        "Pairs by the day on which they were proposed and by where they are today. Numerator:"
        " those that completed what they had agreed on. Denominator: all proposed."
    ),
    Tells.PEOPLE,
    N_("completed"),
    N_("proposed pairs"),
)


class Flow(Kind):
    """Where a pair is, told of what it has done."""

    AWAITED = "awaited"
    AGREED = "agreed"
    MEETING = "meeting"
    COMPLETED = "completed"
    ENDED_EARLY = "ended_early"
    NOT_BEGUN = "not_begun"


def pair_facts(ground: Ground, aims: Numbers, groups: Numbers) -> list[Fact]:
    """Return where every pair has come."""
    columns = Pairing.id, Pairing.mentor_id, Pairing.learner_id, Pairing.made_at
    rows = session.execute(select(*columns, Pairing.state, Pairing.met_at))
    return [
        Fact(
            ground.bits(aims.get(number, ()), day_of(made_at)),
            (mentor, learner, *groups.get(number, ())),
            _flow(state, met_at),
        )
        for number, mentor, learner, made_at, state, met_at in rows
    ]


def pairs(telling: Telling, place: int) -> Figure:
    """Tell where the pairs have come."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(PAIRS, period)
    counted = Counter(one.came for one in facts)
    return Figure(
        PAIRS,
        period,
        numerator=counted[Flow.COMPLETED],
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=(N_("Today"), N_("Number of pairs")),
        rows=tuple(Row(one, (counted[one],)) for one in Flow),
    )


def _flow(state: PairingState, met_at: datetime | None) -> Flow:
    if state is PairingState.PROPOSED:
        return Flow.AWAITED
    if state in NOT_BEGUN:
        return Flow.NOT_BEGUN
    if state is PairingState.ENDED_EARLY:
        return Flow.ENDED_EARLY
    if state in {PairingState.COMPLETED, PairingState.COMPLETED_EARLY}:
        return Flow.COMPLETED
    return Flow.MEETING if met_at else Flow.AGREED
