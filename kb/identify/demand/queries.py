"""Counting what is asked for."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from sqlalchemy import (
    BindParameter,
    Select,
    Subquery,
    bindparam,
    func,
    select,
    union,
    union_all,
)

from kb.foundation import clock
from kb.foundation.db import session
from kb.identify.demand.models import Asked
from kb.identify.needs.models import Need, NeedAnswer
from kb.practices.models import Practice
from kb.socialise.talk.models import Question

DAYS = 90
WANTED = 3  # asked for so often, a practice weighs more


def demand() -> Subquery:
    """Select how often each practice was asked for in the last ninety days, in any way."""
    every = union_all(*(ways() for ways in WAYS)).subquery("asked")
    return (
        select(every.c.practice_id, func.sum(every.c.times).label("asked"))
        .group_by(every.c.practice_id)
        .subquery("demand")
    )


def by_questions() -> Select[int | None, int]:
    """Select how many questions were put about each practice."""
    since: BindParameter[datetime] = bindparam(None, callable_=lambda: clock.days_ago(DAYS))
    return (
        select(Question.practice_id, func.count(Question.id).label("times"))
        .where(Question.practice_id.is_not(None), Question.at >= since)
        .group_by(Question.practice_id)
    )


def by_searches() -> Select[int, int]:
    """Select how many searches led to each practice."""
    since: BindParameter[date] = bindparam(None, callable_=first_week)
    return (
        select(Asked.practice_id, func.sum(Asked.times).label("times"))
        .where(Asked.week >= since)
        .group_by(Asked.practice_id)
    )


def by_needs() -> Select[int | None, int]:
    """Select how many wordings of needs are about each practice, or were answered by it."""
    since: BindParameter[datetime] = bindparam(None, callable_=lambda: clock.days_ago(DAYS))
    about = select(Need.practice_id.label("practice_id"), Need.id.label("need_id"))
    answered = select(NeedAnswer.practice_id, Need.id).join(
        Need, func.coalesce(Need.part_of_id, Need.id) == NeedAnswer.need_id
    )
    every = union(*(each.where(Need.made_at >= since) for each in (about, answered)))
    told = every.subquery("needed")
    return (
        select(told.c.practice_id, func.count(told.c.need_id).label("times"))
        .where(told.c.practice_id.is_not(None))
        .group_by(told.c.practice_id)
    )


# In which ways a practice is asked for: whoever counts one more names it here.
WAYS: tuple[Callable[[], Select[int | None, int]], ...] = (
    by_questions,
    by_searches,
    by_needs,
)


def first_week() -> date:
    """Return the Monday of the first week that counts."""
    return monday_of(clock.today() - timedelta(days=DAYS))


def monday_of(day: date) -> date:
    """Return the Monday that names the week of ``day``."""
    return day - timedelta(days=day.weekday())


def number_of(slug: str) -> int | None:
    """Return the number of the practice at that address."""
    return session.scalar(select(Practice.id).where(Practice.slug == slug))
