"""Figures of what is tried at work: what came of it, and how soon after it was shown."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.shapes import About, Figure, Row, Tells, period_of, untold
from kb.cycle.figures.suppression import Telling
from kb.foundation.db import session
from kb.foundation.words import N_
from kb.internalise.trials.models import EVIDENCE, SUCCESS, Trial, Verdict

# What people tried and how it went is theirs: told of five learners or more (R10).
WORKED = About(
    "worked",
    N_("What came of trials"),
    N_(
        "Trials at work that were debriefed and came to something. Numerator: those that"
        " worked, as they were or adapted. Denominator: all of them."
    ),
    Tells.PEOPLE,
    N_("worked, as they were or adapted"),
    N_("debriefed trials"),
)


class Tried(NamedTuple):
    """One trial that came to something."""

    practice: int
    learner: int
    day: date
    verdict: Verdict


def debriefed_trials() -> list[Tried]:
    """Return every trial that came to something."""
    asked = select(Trial.practice_id, Trial.learner_id, Trial.tried_on, Trial.verdict).where(
        Trial.debriefed_at.is_not(None), Trial.verdict.in_(EVIDENCE)
    )
    return [Tried(*row) for row in session.execute(asked)]


def worked_facts(ground: Ground, trials: Sequence[Tried]) -> list[Fact]:
    """Return what came of each trial; behind it is the learner."""
    return [
        Fact(ground.bits([one.practice], one.day), (one.learner,), one.verdict)
        for one in trials
        if one.practice in ground.practices
    ]


def worked(telling: Telling, place: int) -> Figure:
    """Tell which share of the trials worked."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(WORKED, period)
    counted = Counter(one.came for one in facts)
    return Figure(
        WORKED,
        period,
        numerator=sum(counted[one] for one in SUCCESS),
        denominator=len(facts),
        people=len(people_behind(facts)),
        columns=(N_("Verdict"), N_("Trials")),
        rows=tuple(Row(one, (counted[one],)) for one in EVIDENCE),
    )
