"""Who did another's work in the demo organisation: a July covered, a rotation ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from kb.demo.house import Deed, House
from kb.demo.reading import Row, rows
from kb.demo.sharing import LANGUAGE, aim, judgement
from kb.foundation import clock
from kb.foundation.db import session
from kb.share.turns.actions import (
    acknowledge_turn,
    hand_over_item,
    judge_turn,
    plan_turn,
    take_back_item,
    take_over,
)
from kb.share.turns.forms import TurnPlan
from kb.share.turns.models import Turn, TurnKind

BEFORE = 7  # days between planning and the first day


def deeds_of_covering(house: House) -> Iterator[Deed]:
    """Return what two agreed, handed over and acknowledged, each with its day."""
    for row in rows("events")["turns"]:
        begins, ends = _period(house.today, row)
        planned = min(begins - timedelta(days=BEFORE), house.today - timedelta(days=1))
        yield Deed(_at(planned, 9), partial(_plan, house, row, begins, ends))
        if "outcome" in row:
            yield Deed(_at(begins, 8), partial(_hand_over, house, row))
            yield Deed(_at(ends, 15), partial(_end, house, row))


def _plan(house: House, row: Row, begins: date, ends: date) -> None:
    owner, doer = house.person(row["owner"]), house.person(row["doer"])
    plan = TurnPlan(
        aim(row),
        TurnKind(row["kind"]),
        owner.id,
        doer.id,
        begins,
        ends,
        row.get("accounts", ""),
        row.get("from_work", ""),
        row.get("to_work", ""),
        tuple(words for words, _ in row["items"]),
    )
    turn = plan_turn(plan, by=owner, language=LANGUAGE, ref=row["ref"])
    take_over(turn, [house.practices[ref] for ref in row["practices"]], by=owner)


def _hand_over(house: House, row: Row) -> None:
    turn = _turn(row)
    for item in turn.items:
        hand_over_item(turn, item, by=house.person(row["owner"]))


def _end(house: House, row: Row) -> None:
    turn, owner, doer = _turn(row), house.person(row["owner"]), house.person(row["doer"])
    for item, (_, told) in zip(turn.items, row["items"], strict=True):
        take_back_item(turn, item, told, by=doer)
    acknowledge_turn(turn, by=doer)
    acknowledge_turn(turn, by=owner)
    judge_turn(turn, judgement(row), by=owner)


def _period(today: date, row: Row) -> tuple[date, date]:
    """Return the days: the last such month that is over, or so many days from today."""
    if "in_days" in row:
        begins = today + timedelta(days=row["in_days"])
        return begins, begins + timedelta(days=row["length"])
    year = today.year if today.month > row["month"] else today.year - 1
    begins = date(year, row["month"], 1)
    return begins, clock.months_after(begins, 1) - timedelta(days=1)


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), clock.HOME)


def _turn(row: Row) -> Turn:
    return session.scalars(select(Turn).where(Turn.ref == row["ref"])).one()
