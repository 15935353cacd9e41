"""Reading the audit log: by person, kind and period, and whether its chain is whole."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select

from kb.cycle.audit.forms import Asked
from kb.cycle.audit.models import AuditEnds, AuditEntry, Thing
from kb.foundation.db import session
from kb.people.models import Person
from kb.practices.models import Practice
from kb.practices.queries import visible_to
from kb.web.paging import PER_PAGE, Page

AT_A_TIME = 500  # rows in memory


@dataclass(frozen=True)
class Break:
    """Where the chain does not hold, and why."""

    where: str
    why: str


def entries(asked: Asked, number: int) -> Page[AuditEntry]:
    """Return a page of what was asked for, the latest first."""
    held = _held_by(asked)
    total = session.scalar(select(func.count()).select_from(AuditEntry).where(*held))
    found = select(AuditEntry).where(*held).order_by(AuditEntry.id.desc())
    rows = session.scalars(found.limit(PER_PAGE).offset((number - 1) * PER_PAGE)).all()
    return Page(rows, number, total or 0)


def every_entry(asked: Asked) -> Iterator[AuditEntry]:
    """Return all that was asked for, in order, some at a time."""
    found = select(AuditEntry).where(*_held_by(asked)).order_by(AuditEntry.id)
    yield from session.scalars(found.execution_options(yield_per=AT_A_TIME))


def practices_of(lines: Sequence[AuditEntry], *, seen_by: Person) -> Mapping[int, Practice]:
    """Return the practices that some lines are about, as far as the reader may see them."""
    numbers = {line.about_id for line in lines if line.about is Thing.PRACTICE}
    wanted = select(Practice).where(Practice.id.in_(numbers), visible_to(seen_by))
    return {one.id: one for one in session.scalars(wanted)}


def number_of_entries() -> int:
    """Count the lines of the log."""
    return session.scalar(select(func.count()).select_from(AuditEntry)) or 0


def last_entry() -> tuple[int, str]:
    """Return the number and the hash of the log's last line."""
    ends = session.scalar(select(AuditEnds))
    return (ends.last_id, ends.last_hash) if ends else (0, "")


def is_kept_too_long(until: datetime) -> bool:
    """Say whether a line is older."""
    found = select(AuditEntry.id).where(AuditEntry.at < until).limit(1)
    return session.scalar(found) is not None


def breaks() -> Iterator[Break]:
    """Compute the whole chain anew, and name what was altered or is missing."""
    ends = session.scalar(select(AuditEnds))
    if ends is None:
        if number_of_entries():
            yield Break("the log", "is not told where it begins and ends")
        return
    number, former = ends.before_id, ends.before_hash
    for line in every_entry(Asked()):
        if line.id != number + 1:
            yield _missing(number + 1, line.id - 1)
        elif line.hash_after(former) != line.hash:
            yield Break(f"line {line.id}", "is not what was noted: its SHA-256 differs")
        number, former = line.id, line.hash
    if number < ends.last_id:
        yield _missing(number + 1, ends.last_id)
    elif (number, former) != (ends.last_id, ends.last_hash):
        yield Break(f"line {number}", "is not the one that was noted last")


def _missing(first: int, last: int) -> Break:
    if first > last:
        return Break(f"line {last + 1}", "stands where another was")
    said = f"line {first}" if first == last else f"lines {first} to {last}"
    return Break(said, "was noted and is not there any more")


def _held_by(asked: Asked) -> Sequence[ColumnElement[bool]]:
    held: list[ColumnElement[bool]] = []
    if asked.person:
        mine = AuditEntry.by_id == asked.person, AuditEntry.person_id == asked.person
        held.append(or_(*mine))
    if asked.deed:
        held.append(AuditEntry.deed == asked.deed)
    if asked.since:
        held.append(AuditEntry.at >= asked.since)
    if asked.until:
        held.append(AuditEntry.at < asked.until)
    return held
