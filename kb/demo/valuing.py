"""What the demo organisation values, and what its people were recognised for."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.identify.recognitions.actions import recognise
from kb.identify.recognitions.forms import Acknowledgement
from kb.identify.recognitions.models import RecognitionView
from kb.identify.valuations.actions import value_practice
from kb.identify.valuations.models import Criticality

OWNER = "Leena Ahokas"


def deeds_of_valuing(house: House) -> Iterator[Deed]:
    """Return what was valued and recognised, each with its day."""
    told = rows("valued")
    for row in told["valuations"]:
        yield Deed(moment_of(row["days_ago"], hour=14), partial(_value, house, row))
    for row in told["recognitions"]:
        yield Deed(moment_of(row["days_ago"], hour=16), partial(_recognise, house, row))


def _value(house: House, row: Row) -> None:
    for ref in row["practices"]:
        criticality = Criticality(str(row["criticality"]))
        value_practice(house.practice(ref), criticality, by=house.person(OWNER))


def _recognise(house: House, row: Row) -> None:
    said = Acknowledgement(
        house.people[row["carrier"]], RecognitionView(row["viewpoint"]), row["reason"].strip()
    )
    recognise(house.practice(row["practice"]), said, by=house.person(row["by"]))
