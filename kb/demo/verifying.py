"""What the owners have looked through again, so many days ago."""

from collections.abc import Callable

from kb.demo.house import Deed, House
from kb.demo.reading import moment_of
from kb.document.upkeep.actions import verify_practice

REVIEW_MONTHS = 6
VERIFIED = {
    "P03": 40,
    "P04": 62,
    "P09": 35,
    "P12": 20,
    "P14": 75,
    "P25": 50,
    "P18": 210,
    "P06": 195,
}


def deeds_of_verifying(house: House) -> list[Deed]:
    """Return when owners said that what is written still holds."""

    def verify(ref: str) -> Callable[[], None]:
        return lambda: verify_practice(
            house.practice(ref), by=house.practice(ref).steward, months=REVIEW_MONTHS
        )

    return [Deed(moment_of(ago, hour=15), verify(ref)) for ref, ago in VERIFIED.items()]
