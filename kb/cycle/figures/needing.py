"""Figures of what is asked: needs and how they are answered, and what waits for an answer."""

from collections import Counter
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import func, select

from kb.cycle.figures.facts import Fact, people_behind
from kb.cycle.figures.ground import Ground
from kb.cycle.figures.reaching import by_number, day_of
from kb.cycle.figures.shapes import (
    About,
    Figure,
    Period,
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
from kb.identify.needs.models import UNANSWERED, Need, NeedState
from kb.identify.needs.queries import visible_to as needs_seen_by
from kb.socialise.talk.models import Question

LONG = timedelta(days=14)

# Who asks and who answers is what people do: told of five askers or more (R10).
NEEDS = About(
    "needs",
    N_("Needs that were answered"),
    N_(
        "Knowledge needs, all wordings of one together, by the day of the first. Numerator:"
        " answered. Denominator: all. The days are those from asking to the first answer."
    ),
    Tells.PEOPLE,
    N_("answered"),
    N_("knowledge needs"),
)
# How much waits is a work list; neither who asked nor who was asked is told.
UNANSWERED_NOW = About(
    "unanswered",
    N_("Questions without an answer"),
    N_(
        "Knowledge needs and questions to a carrier that wait today. Numerator: those that have"
        " waited for more than two weeks. Denominator: all that wait."
    ),
    Tells.THINGS,
    N_("have waited for more than two weeks"),
    N_("questions that wait"),
)


class Waiting(Kind):
    """What waits for an answer."""

    NEEDS = "needs"
    QUESTIONS = "questions"


def need_facts(ground: Ground) -> list[Fact]:
    """Return what came of every need, and how many days it took."""
    whole = func.coalesce(Need.part_of_id, Need.id)
    askers = by_number(select(whole, Need.asker_id))
    columns = Need.id, Need.practice_id, Need.industry, Need.made_at
    rows = session.execute(
        select(*columns, Need.state, Need.answered_at).where(
            Need.part_of_id.is_(None), needs_seen_by(ground.seen_by)
        )
    )
    return [
        Fact(
            ground.bits([practice or 0], day_of(at), *([industry] if industry else [])),
            tuple(set(askers[number])),
            state,
            (answered - at).days if answered else 0,
        )
        for number, practice, industry, at, state, answered in rows
    ]


def needs(telling: Telling, place: int) -> Figure:
    """Tell which share of the needs was answered, and in how many days."""
    period, facts = period_of(telling.scope_at(place)), telling.facts_in(place)
    if facts is None:
        return untold(NEEDS, period)
    counted = Counter(one.came for one in facts)
    took = [one.days for one in facts if one.came == NeedState.ANSWERED]
    return Figure(
        NEEDS,
        period,
        numerator=len(took),
        denominator=len(facts),
        people=len(people_behind(facts)),
        median=median(took) if took else None,
        measure=N_("days to the first answer, the median"),
        columns=(N_("Today"), N_("Needs")),
        rows=tuple(Row(one, (counted[one],)) for one in NeedState),
    )


def unanswered(ground: Ground, place: int) -> Figure:
    """Count what waits for an answer, and what has waited long."""
    waiting = {Waiting.NEEDS: _needs(ground, place), Waiting.QUESTIONS: _asked(ground, place)}
    long = {kind: sum(at < clock.now() - LONG for at in of) for kind, of in waiting.items()}
    scope = ground.scopes.all[place]
    return Figure(
        UNANSWERED_NOW,
        Period(clock.today(), scope.quarter.first, stands=False)
        if scope.quarter
        else as_it_stands(),
        numerator=sum(long.values()),
        denominator=sum(map(len, waiting.values())),
        columns=(N_("What waits"), N_("Waiting"), N_("For more than two weeks")),
        rows=tuple(Row(kind, (len(of), long[kind])) for kind, of in waiting.items()),
    )


def _needs(ground: Ground, place: int) -> list[datetime]:
    asked = select(Need.practice_id, Need.made_at, Need.industry)
    wanted = Need.part_of_id.is_(None), Need.state.in_(UNANSWERED)
    rows = session.execute(asked.where(*wanted, needs_seen_by(ground.seen_by)))
    return [
        at
        for practice, at, industry in rows
        if _is_in(
            ground.bits([practice or 0], day_of(at), *([industry] if industry else [])), place
        )
    ]


def _asked(ground: Ground, place: int) -> list[datetime]:
    asked = select(Question.practice_id, Question.at).where(Question.answered_at.is_(None))
    return [
        at
        for practice, at in session.execute(asked)
        if (practice is None or practice in ground.practices)
        and _is_in(ground.bits([practice or 0], day_of(at)), place)
    ]


def _is_in(bits: int, place: int) -> bool:
    return bool(bits >> place & 1)
