"""Who leaves the demo organisation, what is planned for it, and what others noticed."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, last_day, moment_of, rows
from kb.foundation import clock
from kb.identify.demand.actions import count_asked
from kb.identify.identifications.actions import notice_again
from kb.identify.identifications.forms import Noticing
from kb.identify.identifications.models import Trigger
from kb.identify.leaving.actions import tell_last_day
from kb.identify.leaving.forms import LastDay
from kb.share.handovers.actions import finish_handover, plan_handover
from kb.share.handovers.forms import PlannedMeans
from kb.share.handovers.queries import planned_handover
from kb.share.means import Means


def deeds_of_leaving(house: House) -> Iterator[Deed]:
    """Return what was said of leaving, planned, noticed and looked for, each with its day."""
    told = rows("leaving")
    for row in told["last_days"]:
        day = last_day(row["day"])
        yield Deed(moment_of(row["days_ago"], hour=10), partial(_tell, house, row, day))
    for row in told["handovers"]:
        yield Deed(moment_of(row["days_ago"], hour=11), partial(_plan, house, row))
        if "done_days_ago" in row:
            yield Deed(moment_of(row["done_days_ago"], hour=15), partial(_finish, house, row))
    for row in told["noticed"]:
        yield Deed(moment_of(row["days_ago"], hour=13), partial(_notice, house, row))
    for row in told["asked"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_ask, house, row))


def _tell(house: House, row: Row, day: date) -> None:
    said = LastDay(day, row["purpose"].strip())
    tell_last_day(house.person(row["person"]), said, by=house.person(row["by"]))


def _plan(house: House, row: Row) -> None:
    person, due_on = house.person(row["person"]), clock.today() + timedelta(row["due_in_days"])
    last = person.last_working_day or due_on
    planned = PlannedMeans(Means(row["means"]), min(due_on, last))
    plan_handover(house.practice(row["practice"]), person, planned, by=person)


def _finish(house: House, row: Row) -> None:
    person = house.person(row["person"])
    finish_handover(planned_handover(house.practice(row["practice"]), person))


def _notice(house: House, row: Row) -> None:
    as_organisation = row.get("for_organisation", False)
    noticing = Noticing(
        Trigger(row["trigger"]), row["words"].strip(), for_organisation=as_organisation
    )
    notice_again(house.practice(row["practice"]), noticing, by=house.person(row["by"]))


def _ask(house: House, row: Row) -> None:
    for _ in range(row["times"]):
        count_asked(house.practice(row["practice"]).slug)
