"""The learning paths of the demo organisation, and who follows them."""

from collections.abc import Iterator
from functools import partial

from kb.demo.house import Deed, House
from kb.demo.reading import Row, moment_of, rows
from kb.internalise.paths.actions import add_step, follow_path, open_path
from kb.internalise.paths.forms import PathAbout, StepReason
from kb.internalise.paths.models import PathRole
from kb.people.models import Industry


def deeds_of_paths(house: House) -> Iterator[Deed]:
    """Return what paths were made and followed, each with its day."""
    for row in rows("learning_paths"):
        yield Deed(moment_of(row["days_ago"], hour=9), partial(_make, house, row))


def _make(house: House, row: Row) -> None:
    industry = Industry(row["industry"]) if row["industry"] else None
    about = PathAbout(row["title"], row["summary"].strip(), PathRole(row["role"]), industry)
    by = house.person(row["by"])
    path = open_path(about, by=by, language="fi")
    for step in row["steps"]:
        reason = StepReason(step["why"], step["week"])
        add_step(path, house.practices[step["practice"]], reason, by=by)
    for name in row["followed_by"]:
        follow_path(path, by=house.person(name))
