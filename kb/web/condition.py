"""In what condition the house is: each question one line, answered yes or no."""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import timedelta
from functools import cache
from pathlib import Path

from flask import current_app
from sqlalchemy import text
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import SQLAlchemyError

from kb.foundation.backups.shelf import age_of_newest
from kb.foundation.db import reading, session
from kb.foundation.outbox import Backlog, backlogs
from kb.foundation.writers import waiting_at_most
from kb.web.installation import settings

LEAST_FREE = 0.05
LONGEST_LAG = timedelta(minutes=30)
OLDEST_BACKUP = timedelta(hours=26)  # one a day, and the time one takes
A_MOMENT = 500  # milliseconds that the probe waits for somebody else's save
LINES = (r'(?m)^revision = "(\w+)"', r'(?m)^down_revision = "(\w+)"')
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def answers() -> bool:
    """Say whether the database answers."""
    try:
        with reading():
            session.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def takes_writes() -> bool:
    """Say whether something could be kept now; nothing is. Somebody else's save is a yes."""
    try:
        if os.statvfs(settings().data_dir).f_flag & os.ST_RDONLY:
            return False
        with closing(session.get_bind().engine.raw_connection()) as connection:
            _begin_and_forget(connection.cursor())
    except sqlite3.OperationalError as trouble:
        return trouble.sqlite_errorcode in BUSY
    except (SQLAlchemyError, sqlite3.Error, OSError):
        return False
    return True


def _begin_and_forget(cursor: DBAPICursor) -> None:
    """Take the lock that a write needs, waiting no longer than a moment, and let it go."""
    with waiting_at_most(cursor, A_MOMENT):
        cursor.execute("BEGIN IMMEDIATE")
        cursor.execute("ROLLBACK")


def has_the_schema() -> bool:
    """Say whether the database stands where this version's migrations end."""
    return schema() == _head(Path(current_app.root_path).parent / "migrations")


def schema() -> str:
    """Return the number of the database's last migration, or nothing where none ran."""
    try:
        with reading():
            return session.scalar(text("SELECT version_num FROM alembic_version")) or ""
    except SQLAlchemyError:
        return ""


@cache
def _head(migrations: Path) -> str:
    """Return the migration that no other follows; Alembic itself takes long to load."""
    told = [file.read_text("utf-8") for file in migrations.glob("versions/*.py")]
    own, former = (
        {found[1] for text in told if (found := re.search(line, text))} for line in LINES
    )
    (last,) = own - former
    return last


def free_share() -> float:
    """Return which share of the disk that holds the house is free."""
    disk = shutil.disk_usage(settings().data_dir)
    return disk.free / disk.total


def undone() -> list[Backlog]:
    """Return what the worker has still to do, of what this installation can do at all."""
    try:
        with reading():
            return [one for one in backlogs() if _is_done_here(one.kind)]
    except SQLAlchemyError:
        return []


def _is_done_here(kind: str) -> bool:
    if kind == "mail":
        return settings().sends_mail
    return settings().encoder != "none" or not kind.startswith("search.")


def longest_lag() -> timedelta:
    """Return how long the first of what is undone has waited."""
    return max((one.lag for one in undone()), default=timedelta(0))


def backup_age() -> timedelta | None:
    """Return how old the newest backup is, or nothing where there is none."""
    return age_of_newest(settings().backups)


def _has_a_backup() -> bool:
    age = backup_age()
    return age is not None and age < OLDEST_BACKUP


# Without these nobody is served well, so no traffic is wanted.
NEEDED: Mapping[str, Callable[[], bool]] = {
    "database": answers,
    "writes": takes_writes,
    "schema": has_the_schema,
}
# These want a person, but the house goes on.
WATCHED: Mapping[str, Callable[[], bool]] = {
    "disk": lambda: free_share() > LEAST_FREE,
    "index": lambda: longest_lag() < LONGEST_LAG,
    "backup": _has_a_backup,
}


def condition(asked: Mapping[str, Callable[[], bool]]) -> dict[str, bool]:
    """Return each question with its answer."""
    return {name: holds() for name, holds in asked.items()}
