"""What the demo organisation's people looked for and did not find, and what came of it."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.foundation.db import session
from kb.identify.needs.actions import note_demand, say_helped
from kb.identify.needs.answers import answer_shortly
from kb.identify.needs.forms import Demand
from kb.identify.needs.models import Need
from kb.identify.needs.offers import offer_need
from kb.people.models import Industry

OWNER = "Leena Ahokas"


def deeds_of_needing(house: House) -> Iterator[Deed]:
    """Return what was asked, of whom, what was answered, and whether it helped."""
    for row in rows("needs"):
        found: list[int] = []
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_ask, house, row, found))
        if "asked" in row:
            ago = row["asked"]["days_ago"]
            yield Deed(moment_of(ago, hour=10), partial(_offer, house, row, found))
        if "answer" in row:
            ago = row["answer"]["days_ago"]
            yield Deed(moment_of(ago, hour=15), partial(_answer, house, row, found))
        if "helped_days_ago" in row:
            ago = row["helped_days_ago"]
            yield Deed(moment_of(ago, hour=9), partial(_thank, house, row, found))


def _ask(house: House, row: Row, found: list[int]) -> None:
    industry = Industry(row["industry"])
    anonymous = row.get("anonymous", False)
    asked = Demand(row["question"], row["query"], row["language"], industry, anonymous)
    found.append(note_demand(asked, by=house.person(row["by"])).id)


def _offer(house: House, row: Row, found: list[int]) -> None:
    person = house.person(row["asked"]["person"])
    offer_need(_need(found), person, by=house.person(OWNER))


def _answer(house: House, row: Row, found: list[int]) -> None:
    said = row["answer"]
    answer_shortly(
        _need(found), said["text"], language=said["language"], by=house.person(said["by"])
    )


def _thank(house: House, row: Row, found: list[int]) -> None:
    say_helped(_need(found), by=house.person(row["by"]))


def _need(found: list[int]) -> Need:
    return session.get_one(Need, found[0])
