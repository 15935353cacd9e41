"""What the demo's learners plan to try, and what came out while they explained it."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation import clock
from kb.internalise.plans.actions import make_plan
from kb.internalise.plans.explaining import note_teach_back
from kb.internalise.plans.forms import Intention, Retelling
from kb.internalise.plans.queries import open_plan, teach_back_ahead
from kb.share.means import Means


def deeds_of_planning(house: House) -> Iterator[Deed]:
    """Return what was planned, and what was explained."""
    for row in rows("doing")["plans"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_plan, house, row))
        if "retold" in row:
            ago = row["retold"]["days_ago"]
            yield Deed(moment_of(ago, hour=14), partial(_explain, house, row))


def _plan(house: House, row: Row) -> None:
    intention = Intention(
        row["when"],
        row["then"],
        house.today + timedelta(days=row["due_in_days"]),
        Means(row["means"]).value,
        house.people[row["listener"]],
    )
    make_plan(house.practice(row["practice"]), intention, by=house.person(row["learner"]))


def _explain(house: House, row: Row) -> None:
    learner, listener = house.person(row["learner"]), house.person(row["listener"])
    plan = open_plan(learner, house.practice(row["practice"]))
    teach_back = teach_back_ahead(plan) if plan else None
    if teach_back:
        for person, said in ((learner, "learner"), (listener, "listener")):
            told = Retelling(clock.today(), row["retold"][said])
            note_teach_back(teach_back, told, by=person)
