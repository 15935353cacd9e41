"""The situations that the demo's carriers tell, and who decides them."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.internalise.situations.actions import grade_oneself, rehearse, tell_situation
from kb.internalise.situations.forms import Telling
from kb.internalise.situations.queries import asked_today
from kb.internalise.situations.scheduling import Grade


def deeds_of_rehearsing(house: House) -> Iterator[Deed]:
    """Return what was told, wished for and decided, each with its day."""
    told = rows("situations")
    for row in told["situations"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_tell, house, row))
    for row in told["rehearsals"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_rehearse, house, row))
    for row in told["answers"]:
        yield Deed(moment_of(row["days_ago"], hour=8), partial(_answer, house, row))


def _tell(house: House, row: Row) -> None:
    said = Telling(row["telling"].strip(), row["question"], row["reasoning"].strip())
    by = house.person(row["by"])
    tell_situation(house.practice(row["practice"]), said, by=by, language=row["language"])


def _rehearse(house: House, row: Row) -> None:
    for ref in row["practices"]:
        rehearse(house.practice(ref), by=house.person(row["by"]))


def _answer(house: House, row: Row) -> None:
    by, practice = house.person(row["by"]), house.practices[row["practice"]]
    asked = next(one for one in asked_today(by) if one.practice_id == practice)
    grade_oneself(asked, Grade(row["grade"]), by=by)
