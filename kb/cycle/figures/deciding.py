"""Whether what did not work as written leads to a decision."""

from datetime import timedelta

from sqlalchemy import func, select

from kb.cycle.figures.facts import Fact
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.reaching import day_of
from kb.cycle.figures.shapes import About, Figure, Tells
from kb.cycle.figures.suppression import Telling
from kb.cycle.figures.timely import InTime, told_in_time
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.words import N_
from kb.internalise.improvements.models import Improvement
from kb.internalise.trials.models import Trial, Verdict

IN_TIME = timedelta(days=60)
DECIDED = "decided"

# It tells of those who decide as much as of those who tried: five of each or more (R10).
LOOPS = About(
    "loops",
    N_("Trials that led to a decision"),
    N_(
        "Trials that were adapted or did not work, debriefed at least 60 days ago. Numerator:"
        " those of which whoever looks after the practice decided within 60 days. Denominator:"
        " all of them."
    ),
    Tells.PEOPLE,
    N_("led to a decision within 60 days"),
    N_("trials that were adapted or did not work"),
)
DECIDED_IN_TIME = InTime(
    LOOPS,
    DECIDED,
    columns=(N_("Within 60 days"), N_("Trials")),
    names=(N_("Decided in time"), N_("Not decided in time")),
)


def loop_facts(ground: Ground) -> list[Fact]:
    """Return of each trial that asked for one whether it led to a decision in time."""
    decided_at = func.min(Improvement.decided_at)
    columns = Trial.practice_id, Trial.learner_id, Trial.debriefed_at, decided_at
    asked = (
        select(*columns)
        .outerjoin(Improvement, Improvement.trial_id == Trial.id)
        .where(
            Trial.verdict.in_((Verdict.ADAPTED, Verdict.FAILED)),
            Trial.debriefed_at <= clock.now() - IN_TIME,
        )
        .group_by(Trial.id)
    )
    return [
        Fact(
            ground.bits([practice], day_of(at)),
            (learner,),
            DECIDED if decided and decided <= at + IN_TIME else "",
            deciders=(ground.practices[practice].steward,),
        )
        for practice, learner, at, decided in session.execute(asked)
        if at and practice in ground.practices
    ]


def loops(telling: Telling, place: int) -> Figure:
    """Tell which share of what did not work as written led to a decision in time."""
    return told_in_time(DECIDED_IN_TIME, telling, place)
