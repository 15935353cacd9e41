"""What the demo organisation shared in groups, and who did another's work for a while."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.document.boards.models import Board
from kb.foundation import clock
from kb.foundation.db import session
from kb.share.events.actions import came_of, judge_event, plan_event, say_anew
from kb.share.events.forms import About, Record, When, Yes
from kb.share.events.holding import meet_again, record_meeting
from kb.share.events.joining import come, invite, take_along
from kb.share.events.models import Part, SharingEvent
from kb.share.events.queries import meetings_of
from kb.share.means import GoalKind
from kb.share.pairings.states import MeansSuited, Outcome
from kb.share.repertoire.actions import add_means
from kb.share.repertoire.forms import Aim, Judgement, MeansWording

LANGUAGE = "fi"
FIRST = 340  # days ago


def deeds_of_sharing(house: House) -> Iterator[Deed]:
    """Return what groups planned, went through and judged, each with its day."""
    told = rows("events")
    for row in told["means"]:
        yield Deed(moment_of(FIRST), partial(add_means, MeansWording.parse(_strings(row))))
    for row in told["events"]:
        yield Deed(moment_of(row["planned_days_ago"], hour=10), partial(_plan, house, row))
        for number, met in enumerate(row["meetings"]):
            if "days_ago" in met:
                at = moment_of(met["days_ago"], hour=16)
                yield Deed(at, partial(_hold, house, row, number))
        if "outcome" in row:
            at = moment_of(row["judged_days_ago"], hour=10)
            yield Deed(at, partial(_end, house, row))


def judgement(row: Row) -> Judgement:
    """Return how a goal was judged."""
    return Judgement(Outcome(row["outcome"]), MeansSuited(row["fit"]), row["words"].strip())


def aim(row: Row) -> Aim:
    """Return what should be different afterwards."""
    return Aim(row["goal"], GoalKind(row["goal_kind"]))


def _plan(house: House, row: Row) -> None:
    organiser = house.person(row["organiser"])
    first, *more = [_when(house.today, met) for met in row["meetings"]]
    event = plan_event(
        _about(house, row),
        first,
        row["motivation"],
        by=organiser,
        language=LANGUAGE,
        ref=row["ref"],
    )
    for when in more:
        meet_again(event, when, by=organiser)
    asked = [*(one["person"] for one in row["coming"]), *row.get("invited", ())]
    invite(event, [house.people[name] for name in asked], by=organiser)
    for one in row["coming"]:
        yes = Yes(Part(one["part"]), one["why"])
        come(event, yes, by=house.person(one["person"]), language=LANGUAGE)


def _hold(house: House, row: Row, number: int) -> None:
    event, organiser = _event(row), house.person(row["organiser"])
    if "board" in row:
        board = session.scalar(select(Board.id).where(Board.ref == row["board"]))
        say_anew(event, _about(house, row, board=board), by=organiser)
    met = row["meetings"][number]
    record = Record(
        met["summary"].strip(),
        tuple(house.practices[ref] for ref in met["practices"]),
        tuple(house.people[name] for name in met["people"]),
    )
    record_meeting(event, meetings_of(event)[number], record, by=organiser)


def _end(house: House, row: Row) -> None:
    event, organiser = _event(row), house.person(row["organiser"])
    for one in row.get("takeaways", ()):
        take_along(event, one["words"], by=house.person(one["person"]), language=LANGUAGE)
    for ref in row.get("candidates", ()):
        came_of(event, house.practice(ref), by=organiser)
    judge_event(event, judgement(row), by=organiser)


def _about(house: House, row: Row, *, board: int | None = None) -> About:
    practices = tuple(house.practices[ref] for ref in row["practices"])
    return About(row["name"], aim(row), row["means"], practices, board_id=board)


def _when(today: date, met: Row) -> When:
    day = today + timedelta(days=met["in_days"] if "in_days" in met else -met["days_ago"])
    return When(datetime.combine(day, time(13), clock.HOME), met["minutes"], met["place"])


def _event(row: Row) -> SharingEvent:
    return session.scalars(select(SharingEvent).where(SharingEvent.ref == row["ref"])).one()


def _strings(row: Row) -> dict[str, str]:
    return {name: str(value) for name, value in row.items()}
