"""What a copy of one person's data holds, row by row, as the table of fates says."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum

from sqlalchemy import ColumnElement, Row, Table, func, select

from kb.cycle.personal.fates import FATES, Copy, Fate, table_of
from kb.foundation.db import Base, session
from kb.people.models import Person, SignInAttempt

# What opens something, or seals it, is handed to nobody; rendered text is made of its source.
KEPT_BACK = {
    "access_link.nonce",
    "calendar_feed.token_hash",
    "letter.key",
    "person.password_hash",
    "private_note.key_name",
    "private_note.sealed",
    "recovery_code.code_hash",
    "revision.html",
    "second_factor.sealed",
    "second_step.token_hash",
    "sign_in.token_hash",
}

Told = dict[str, object]


def copy_of(person: Person) -> Mapping[str, object]:
    """Return everything the database holds of a person, ready to be written as JSON."""
    return {
        "person": _own(person),
        "rows": dict(_rows(person)),
        "rows_of_others": dict(_counted(person)),
    }


def _own(person: Person) -> Told:
    table = Base.metadata.tables[Person.__tablename__]
    (told,) = _all(table, table.c.id == person.id)
    return told


def _rows(person: Person) -> Iterator[tuple[str, list[Told]]]:
    for reference, (fate, copy) in FATES.items():
        if copy is Copy.WHOLE:
            yield reference, rows_of(reference, person.id)
            if fate is Fate.GOES:
                yield from _hanging(reference, person.id)
    tried = Base.metadata.tables[SignInAttempt.__tablename__]
    yield f"{tried.name}.account", _all(tried, tried.c.account == person.email)


def _counted(person: Person) -> Iterator[tuple[str, int]]:
    for reference, (_, copy) in FATES.items():
        if copy is Copy.COUNTED:
            table, theirs = _theirs(reference, person.id)
            counted = select(func.count()).select_from(table).where(theirs)
            yield reference, session.scalar(counted) or 0


def rows_of(reference: str, number: int) -> list[Told]:
    """Return the rows that refer to a person by one column."""
    return _all(*_theirs(reference, number))


def _hanging(reference: str, number: int) -> Iterator[tuple[str, list[Told]]]:
    """Return what hangs on rows of theirs and names nobody itself."""
    owner, theirs = _theirs(reference, number)
    for table in Base.metadata.tables.values():
        keys = {key.column.table.name: key.parent for key in table.foreign_keys}
        if owner.name in keys and "person" not in keys:
            (own,) = owner.primary_key.columns
            hangs = keys[owner.name].in_(select(own).where(theirs))
            yield f"{table.name}.{keys[owner.name].name}", _all(table, hangs)


def _theirs(reference: str, number: int) -> tuple[Table, ColumnElement[bool]]:
    table = table_of(reference)
    return table, table.c[reference.partition(".")[2]] == number


def _all(table: Table, theirs: ColumnElement[bool]) -> list[Told]:
    rows = select(table).where(theirs).order_by(*table.primary_key.columns)
    return [_told(table, row) for row in session.execute(rows)]


def _told(table: Table, row: Row[tuple[object, ...]]) -> Told:
    told = zip(table.columns, row, strict=True)
    return {
        column.name: _plain(value)
        for column, value in told
        if f"{table.name}.{column.name}" not in KEPT_BACK
    }


def _plain(value: object) -> object:
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value.value if isinstance(value, Enum) else value
