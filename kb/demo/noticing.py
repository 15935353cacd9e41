"""The demo organisation's people have looked through what they were told, but the newest."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import moment_of
from kb.notices.actions import see_all

LOOKED_AGO = 4  # days


def deeds_of_noticing(house: House) -> Iterator[Deed]:
    """Return that everybody has seen what is older than a few days."""
    for name in house.people:
        yield Deed(moment_of(LOOKED_AGO, hour=17), partial(_look, house, name))


def _look(house: House, name: str) -> None:
    see_all(by=house.person(name))
