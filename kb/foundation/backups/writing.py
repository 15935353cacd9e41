"""Making a backup while the house is in use.

The database is copied in one step (``VACUUM INTO``): it holds all that was acknowledged when
it began, and writers wait for milliseconds. Files come after it: they are named by their
content and none is removed within a day of its last use, so that each that the copied
database names is there.
"""

import hashlib
import os
import sqlite3
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

from kb.foundation import clock
from kb.foundation.backups.manifest import (
    DATABASE,
    FILES,
    NAME,
    BackupError,
    Manifest,
    Part,
)
from kb.foundation.backups.sealing import seal

PIECE = 1 << 20
SYNCED_AFTER = 8 << 20  # little by little: somebody's save never waits for a gigabyte
Progress = Callable[[str, int, int], None]


def write_backup(
    database: Path, files: Path, to: Path, *, recipient: str = "", progress: Progress
) -> Manifest:
    """Write the backup to ``to``, whole or not at all; sealed if there is a recipient."""
    to.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=to.parent, prefix=".backup-") as folder:
        copy, archive = Path(folder) / DATABASE, Path(folder) / "archive"
        schema = _copy(database, copy)
        manifest = _pack(copy, schema, files, archive, progress)
        if recipient:
            seal(archive, Path(folder) / "sealed", recipient)
            archive = Path(folder) / "sealed"
        keep(archive, to)
    return manifest


def keep(unfinished: Path, to: Path) -> None:
    """Put a finished file where it belongs, so that it is there after a crash too."""
    with unfinished.open("rb") as written:
        os.fsync(written.fileno())
    unfinished.replace(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copy(database: Path, copy: Path) -> str:
    """Copy the database in one step; return the number of its last migration."""
    if not database.exists():
        raise BackupError(f"There is no database at {database}.")
    try:
        with closing(sqlite3.connect(database, timeout=60)) as connection:
            connection.execute("VACUUM INTO ?", (str(copy),))
        with closing(sqlite3.connect(copy)) as connection:
            return schema_of(connection)
    except sqlite3.DatabaseError as trouble:
        raise BackupError(f"The database cannot be copied: {trouble}.") from trouble


def schema_of(connection: sqlite3.Connection) -> str:
    """Return the number of a database's last migration."""
    row = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def _pack(copy: Path, schema: str, files: Path, archive: Path, progress: Progress) -> Manifest:
    parts: list[Part] = []
    waiting = 0
    sources = [(DATABASE, copy), *((FILES + name, path) for name, path in _files(files))]
    with (
        archive.open("wb") as written,
        zipfile.ZipFile(written, "w", zipfile.ZIP_STORED, allowZip64=True) as packed,
    ):
        for number, (name, path) in enumerate(sources, 1):
            if part := _add(packed, name, path):
                parts.append(part)
                waiting += part.size
            if waiting > SYNCED_AFTER:
                os.fdatasync(written)
                waiting = 0
            progress("backup", number, len(sources))
        manifest = Manifest(clock.now(), schema, tuple(parts))
        packed.writestr(NAME, manifest.written())
    return manifest


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Return what is kept under its content's name, and no upload that goes on."""
    for path in sorted(folder.glob("??/*")):
        if path.is_file() and path.name[:2] == path.parent.name:
            yield path.relative_to(folder).as_posix(), path


def _add(packed: zipfile.ZipFile, name: str, path: Path) -> Part | None:
    """Pack one part; a file that was let go of meanwhile is named by nothing."""
    is_database = name == DATABASE
    info = zipfile.ZipInfo(name, clock.now().timetuple()[:6])
    info.compress_type = zipfile.ZIP_DEFLATED if is_database else zipfile.ZIP_STORED
    digest, size = hashlib.sha256(), 0
    try:
        source = path.open("rb")
    except FileNotFoundError:
        return None
    with source, packed.open(info, "w", force_zip64=True) as target:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            target.write(piece)
    return Part(name, size, digest.hexdigest())
