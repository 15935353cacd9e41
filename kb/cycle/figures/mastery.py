"""From being shown to doing: who tries it soon, and how long it takes to become own work."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.reaching import Pair
from kb.cycle.figures.shapes import About, Figure, Row, Share, Tells, period_of, untold
from kb.cycle.figures.suppression import FEWEST, Telling
from kb.cycle.figures.survival import Step, kaplan_meier, median_week
from kb.cycle.figures.timely import InTime, told_in_time
from kb.cycle.figures.trying import Tried
from kb.foundation import clock
from kb.foundation.db import session
from kb.foundation.words import N_
from kb.internalise.attestations.models import Attestation, AttestationState
from kb.internalise.marks.models import Mark, MarkKind
from kb.internalise.plans.models import Plan

SOON = timedelta(days=30)
A_WEEK = 7
TRIED, OWN = "tried", "own"
WAS_ATTESTED = (AttestationState.ATTESTED, AttestationState.LAPSED, AttestationState.REVOKED)

# How soon people do what they were shown is theirs: told of five learners or more (R10).
TRIAL_RATE = About(
    "trial_rate",
    N_("Tried within 30 days"),
    N_(
        "A learner and a practice that reached them in a meeting, an event, beside another or"
        " in a turn, for the first time and at least 30 days ago. Numerator: those of which a"
        " debriefed trial was within 30 days. Denominator: all of them."
    ),
    Tells.PEOPLE,
    N_("tried within 30 days"),
    N_("times that a practice reached a learner"),
)
TRIED_SOON = InTime(
    TRIAL_RATE,
    TRIED,
    columns=(N_("Within 30 days"), N_("Times")),
    names=(N_("Tried"), N_("Not tried")),
)
MASTERY = About(
    "mastery",
    N_("Time to competence"),
    N_(
        "Weeks from when a practice first reached a learner, was planned or tried, to when it"
        " became part of their own work or was attested (Kaplan–Meier, with a band of 95 per"
        " cent). Those still on their way count until today. Numerator: those who have come"
        " there. Denominator: all who set out. The curve ends where fewer than five people are"
        " left on it."
    ),
    Tells.PEOPLE,
    N_("became own work"),
    N_("learners setting out with a practice"),
)


def trial_facts(
    ground: Ground, shown: Mapping[Pair, date], tried: Sequence[Tried]
) -> list[Fact]:
    """Return of each practice that reached a learner whether they tried it soon."""
    days: dict[Pair, list[date]] = {}
    for one in tried:
        days.setdefault((one.practice, one.learner), []).append(one.day)
    return [
        Fact(
            ground.bits([pair[0]], day),
            (pair[1],),
            TRIED if any(day <= then <= day + SOON for then in days.get(pair, ())) else "",
        )
        for pair, day in shown.items()
        if pair[0] in ground.practices and day + SOON <= clock.today()
    ]


def trial_rate(telling: Telling, place: int) -> Figure:
    """Tell which share of what reached learners they tried soon."""
    return told_in_time(TRIED_SOON, telling, place)


def mastery_facts(
    ground: Ground, shown: Mapping[Pair, date], tried: Sequence[Tried], held: Collection[Pair]
) -> list[Fact]:
    """Return of each who set out with a practice how long it took, or has taken until today."""
    began = dict(shown)
    for one in tried:
        _earlier(began, (one.practice, one.learner), one.day)
    for practice, learner, made_at in session.execute(
        select(Plan.practice_id, Plan.learner_id, Plan.made_at)
    ):
        _earlier(began, (practice, learner), made_at.astimezone(clock.HOME).date())
    came = _came_there()
    for pair, day in came.items():
        _earlier(began, pair, day)
    return [
        _way(ground, pair, day, came.get(pair))
        for pair, day in began.items()
        if pair[0] in ground.practices and pair not in held
    ]


def mastery(telling: Telling, place: int) -> Figure:
    """Tell how long it takes, as a curve of weeks as far as five people are on it."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(MASTERY, period)
    ways = [(_weeks(one), one) for one in facts]
    steps = kaplan_meier([(weeks, one.came == OWN) for weeks, one in ways])
    end = _end(ways)
    told = [step for step in steps if step.week <= end]
    return Figure(
        MASTERY,
        period,
        numerator=sum(one.came == OWN for one in facts),
        denominator=len(facts),
        people=len(people_behind(facts)),
        median=median_week(told),
        measure=N_("weeks until half have come there"),
        columns=(
            N_("Week"),
            N_("On the way"),
            N_("Came there"),
            N_("Still on it"),
            N_("Part of all"),
            N_("Lower limit"),
            N_("Upper limit"),
        ),
        rows=tuple(map(_row, told)),
    )


def _end(ways: Sequence[tuple[int, Fact]]) -> int:
    """Return the last week in which five people or more are on the way."""
    longest: dict[int, int] = {}
    for weeks, one in ways:
        for person in one.people:
            longest[person] = max(weeks, longest.get(person, 0))
    return sorted(longest.values(), reverse=True)[FEWEST - 1]


def _row(step: Step) -> Row:
    low, high = (Share(one) if one is not None else None for one in (step.low, step.high))
    return Row(
        step.week, (step.watched, step.happened, step.left, Share(step.share), low, high)
    )


def _came_there() -> dict[Pair, date]:
    """Return when each practice became whose own work, or was attested, whichever was first."""
    said = select(Mark.practice_id, Mark.learner_id, Mark.at)
    marked = session.execute(said.where(Mark.kind == MarkKind.OWN_WORK)).all()
    was = Attestation.state.in_(WAS_ATTESTED)
    of = select(Attestation.practice_id, Attestation.learner_id, Attestation.answered_at)
    found: dict[Pair, date] = {}
    for practice, learner, at in (*marked, *session.execute(of.where(was))):
        _earlier(found, (practice, learner), at.astimezone(clock.HOME).date())
    return found


def _earlier(days: dict[Pair, date], pair: Pair, day: date) -> None:
    days[pair] = min(day, days.get(pair, day))


def _way(ground: Ground, pair: Pair, began: date, came: date | None) -> Fact:
    took = ((came or clock.today()) - began).days
    bits = ground.bits([pair[0]], began)
    return Fact(bits, (pair[1],), OWN if came else "", took)


def _weeks(one: Fact) -> int:
    """Return the week in which it came there, or the whole weeks that it was watched."""
    return max(1, -(-one.days // A_WEEK)) if one.came == OWN else one.days // A_WEEK
