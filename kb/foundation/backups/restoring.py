"""Putting a backup back: what was there is laid aside, never overwritten."""

import shutil
import sqlite3
import tempfile
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from kb.foundation import clock
from kb.foundation.backups.manifest import DATABASE, BackupError, Manifest
from kb.foundation.backups.reading import Progress, opened, unpack

BESIDE = ("-wal", "-shm")


def check_backup(
    archive: Path, *, secret: str = "", known: Collection[str], progress: Progress
) -> Manifest:
    """Look a backup through as if it were put back, and put nothing back."""
    with (
        tempfile.TemporaryDirectory(prefix="kisalli-") as folder,
        opened(archive, secret=secret, folder=Path(folder)) as packed,
    ):
        return unpack(packed, Path(folder), known=known, progress=progress)


def restore_backup(  # noqa: PLR0913 - from where to where, with what
    archive: Path,
    database: Path,
    files: Path,
    *,
    secret: str = "",
    known: Collection[str],
    progress: Progress,
) -> tuple[Manifest, Path | None]:
    """Put a backup back; return what it was, and where lies what had been there.

    Everything is looked through first: a backup that is refused leaves the house as it was.
    """
    database.parent.mkdir(parents=True, exist_ok=True)
    files.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=database.parent, prefix=".restoring-") as folder:
        place = Path(folder)
        with opened(archive, secret=secret, folder=place) as packed:
            manifest = unpack(packed, place, known=known, progress=progress)
        refuse_in_use(database)
        aside = _lay_aside(database, files)
        (place / "files").mkdir(exist_ok=True)
        shutil.move(place / "files", files)
        (place / DATABASE).replace(database)
    return manifest, aside


def refuse_in_use(database: Path) -> None:
    """Refuse while a server or a worker has the database open."""
    if not database.exists():
        return
    try:
        with closing(sqlite3.connect(database, timeout=0)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.rollback()
    except sqlite3.OperationalError as trouble:
        if "locked" in str(trouble):
            raise BackupError("The house is in use: stop its server and worker first.") from (
                trouble
            )
    except sqlite3.DatabaseError:
        return  # what is no database any more is in nobody's use


def _lay_aside(database: Path, files: Path) -> Path | None:
    """Move what is there into a folder of its own, with the journal that belongs to it."""
    here = [database, *(database.with_name(database.name + end) for end in BESIDE), files]
    there = [path for path in here if path.exists()]
    if not there:
        return None
    moment = clock.now().strftime("%Y-%m-%dT%H%M%S")
    aside = database.parent / f"before-restore-{moment}"
    aside.mkdir()
    for path in there:
        shutil.move(path, aside / path.name)
    return aside
