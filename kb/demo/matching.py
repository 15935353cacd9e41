"""What the demo organisation's people offer and wish, and the pairs proposed of it."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.practices.models import Area
from kb.share.matching.actions import run_matching
from kb.share.means import GoalKind
from kb.share.profiles.actions import keep_offer, keep_wish
from kb.share.profiles.forms import Offer, Wish


def deeds_of_matching(house: House) -> Iterator[Deed]:
    """Return what was offered and wished, then the run, each with its day."""
    told = rows("profiles")
    for row in told["offers"]:
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_offer, house, row))
    for row in told["wishes"]:
        yield Deed(moment_of(row["days_ago"], hour=10), partial(_wish, house, row))
    for row in told["runs"]:
        yield Deed(moment_of(row["days_ago"], hour=15), partial(_run, house, row))


def _offer(house: House, row: Row) -> None:
    offer = Offer(
        row["capacity"],
        _numbers(house, row),
        tuple(row["languages"]),
        tuple(row["halves"]),
        tuple(row["means"]),
    )
    keep_offer(offer, by=house.person(row["person"]))


def _wish(house: House, row: Row) -> None:
    wish = Wish(
        row["goal"],
        GoalKind(row["goal_kind"]),
        _numbers(house, row),
        Area(row["area"]) if "area" in row else None,
        tuple(row["languages"]),
        tuple(row["halves"]),
    )
    keep_wish(wish, by=house.person(row["person"]), language=row["language"])


def _run(house: House, row: Row) -> None:
    run_matching(by=house.person(row["by"]))


def _numbers(house: House, row: Row) -> tuple[int, ...]:
    return tuple(house.practices[ref] for ref in row["practices"])
