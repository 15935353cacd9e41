"""What the demo organisation's pairs agreed on and show, and a meeting that was not held."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation.db import session
from kb.share.mentoring.diary import meetings_untold
from kb.share.mentoring.forms import MeetingPlan
from kb.share.mentoring.planning import miss_meeting, plan_meeting
from kb.share.mentoring.showing import show_progress
from kb.share.pairings.models import Pairing
from kb.share.times import times_on

SATURDAY = 5


def deeds_of_meetings(house: House) -> Iterator[Deed]:
    """Return who agreed on a meeting when, and what became of the one that is over."""
    told = rows("meetings")
    for row in told["planned"]:
        day = _working_day(house.today + timedelta(days=row["in_days"]))
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_plan, house, row, day))
    for row in told["shown"]:
        yield Deed(moment_of(row["days_ago"], hour=12), partial(_show, house, row))
    for row in told["missed"]:
        ago = row["planned_days_ago"]
        day = house.today - timedelta(days=ago)
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_plan, house, row, day))
        yield Deed(moment_of(ago, hour=17), partial(_miss, house, row))


def _plan(house: House, row: Row, day: date) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    begins, ends = (time.fromisoformat(row[name]) for name in ("begins", "ends"))
    about = {name: row.get(name, "") for name in ("place", "link", "agenda")}
    plan_meeting(pairing, MeetingPlan(times_on(day, begins, ends), **about), by=pairing.mentor)


def _show(house: House, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    show_progress(pairing, by=pairing.learner)


def _miss(house: House, row: Row) -> None:
    pairing = session.get_one(Pairing, house.pairings[row["pairing"]])
    for planned in meetings_untold([pairing]):
        miss_meeting(planned, by=pairing.mentor)


def _working_day(day: date) -> date:
    """Return the day, or the Monday after its week-end."""
    return day + timedelta(days=7 - day.weekday()) if day.weekday() >= SATURDAY else day
