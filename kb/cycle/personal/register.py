"""Who was erased, kept beside the database: numbers and days, no names.

So that a backup made before an erasure, put back after it, brings nobody back.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from kb.cycle.personal.erasing import erase_person
from kb.foundation import clock
from kb.foundation.db import reading, session
from kb.foundation.secret_files import write_for_oneself
from kb.people.models import Person

FILE = "erased.json"


@dataclass(frozen=True)
class Erased:
    """One who was erased: their number, the moment they were added, and the day.

    The moment tells them from whoever has the same number in another house's backup.
    """

    number: int
    added: datetime
    day: date


def kept_in(folder: Path) -> set[Erased]:
    """Return who is in the register of a data directory."""
    file = folder / FILE
    if not file.exists():
        return set()
    return {
        Erased(
            int(one["number"]),
            datetime.fromisoformat(one["added"]),
            date.fromisoformat(one["day"]),
        )
        for one in json.loads(file.read_text(encoding="utf-8"))
    }


def known_to_the_database() -> set[Erased]:
    """Return who is erased in the database, as far as it can be read at all."""
    try:
        with reading():
            erased = session.scalars(select(Person).where(Person.erased_at.is_not(None)))
            return {_entry(one) for one in erased}
    except DatabaseError:
        return set()


def keep(folder: Path, entries: Iterable[Erased]) -> None:
    """Add to the register; the file is there whole or not at all."""
    known = sorted(kept_in(folder) | set(entries), key=lambda one: (one.number, one.added))
    told = [{name: str(value) for name, value in asdict(one).items()} for one in known]
    write_for_oneself(folder / FILE, json.dumps(told, indent=1) + "\n")


def erase_again(entries: Iterable[Erased]) -> int:
    """Erase whoever was erased before and is there again; return how many they were."""
    again = [person for one in entries if (person := _person(one))]
    for person in again:
        erase_person(person, by=None)
    return len(again)


def _person(entry: Erased) -> Person | None:
    found = session.get(Person, entry.number)
    same = found is not None and found.created_at == entry.added and not found.erased_at
    return found if same else None


def _entry(person: Person) -> Erased:
    day = person.erased_at or clock.now()
    return Erased(person.id, person.created_at, day.astimezone(clock.HOME).date())
