"""Reading a backup: each part is looked through before anything is put back."""

import hashlib
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import closing, contextmanager
from pathlib import Path, PurePosixPath

from kb.foundation.backups.manifest import DATABASE, FILES, NAME, BackupError, Manifest, Part
from kb.foundation.backups.sealing import is_sealed, open_sealed
from kb.foundation.backups.writing import PIECE, schema_of

LONGEST_MANIFEST = 64 << 20
ALTERED = "The backup is not as it was made: {name} was altered, lost or cut short."
Progress = Callable[[str, int, int], None]


@contextmanager
def opened(archive: Path, *, secret: str = "", folder: Path) -> Iterator[zipfile.ZipFile]:
    """Open an archive, unsealed into ``folder`` if need be; raise BackupError if it cannot."""
    if not archive.is_file():
        raise BackupError(f"There is no backup at {archive}.")
    with tempfile.TemporaryDirectory(dir=folder, prefix=".opened-") as place:
        plain = archive
        if is_sealed(archive):
            if not secret:
                raise BackupError("The backup is sealed: give the secret that opens it.")
            plain = Path(place) / "archive"
            open_sealed(archive, plain, secret)
        try:
            packed = zipfile.ZipFile(plain)
        except zipfile.BadZipFile as trouble:
            raise BackupError("This is no backup, or one that was cut short.") from trouble
        with packed:
            yield packed


def unpack(
    packed: zipfile.ZipFile, to: Path, *, known: Collection[str], progress: Progress
) -> Manifest:
    """Write every part to ``to`` and look it through; ``known`` are the schemas of this house.

    Raise BackupError for whatever is not as the manifest tells.
    """
    manifest = _manifest(packed)
    if manifest.schema not in known:
        raise BackupError(
            f"The backup is of schema {manifest.schema}, which this version does not know:"
            " put it back with the version that made it, or a newer one."
        )
    for number, part in enumerate(manifest.parts, 1):
        _unpack(packed, part, to)
        progress("looked through", number, len(manifest.parts))
    _look_through(to / DATABASE, manifest)
    return manifest


def _manifest(packed: zipfile.ZipFile) -> Manifest:
    try:
        info = packed.getinfo(NAME)
    except KeyError as trouble:
        raise BackupError("This is no backup of Kisälli.") from trouble
    if info.file_size > LONGEST_MANIFEST:
        raise BackupError("This is no backup of Kisälli.")
    manifest = Manifest.read(_whole(packed, info))
    told = [part.name for part in manifest.parts]
    strange = set(told) ^ (set(packed.namelist()) - {NAME})
    if strange or len(told) != len(set(told)) or DATABASE not in told:
        raise BackupError(ALTERED.format(name=min(strange, default=DATABASE)))
    return manifest


def _whole(packed: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    try:
        return packed.read(info)
    except (zipfile.BadZipFile, zlib.error, EOFError) as trouble:
        raise BackupError(ALTERED.format(name=info.filename)) from trouble


def _unpack(packed: zipfile.ZipFile, part: Part, to: Path) -> None:
    """Write one part, never outside ``to`` and never more than it is said to have."""
    if not _is_plain(part.name):
        raise BackupError(ALTERED.format(name=part.name))
    target = to / part.name
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), part.size
    try:
        with packed.open(part.name) as source, target.open("wb") as written:
            while piece := source.read(PIECE):
                left -= len(piece)
                if left < 0:
                    break
                digest.update(piece)
                written.write(piece)
    except (zipfile.BadZipFile, zlib.error, EOFError) as trouble:
        raise BackupError(ALTERED.format(name=part.name)) from trouble
    if left or digest.hexdigest() != part.sha256:
        raise BackupError(ALTERED.format(name=part.name))


def _is_plain(name: str) -> bool:
    path = PurePosixPath(name)
    inside = not path.is_absolute() and ".." not in path.parts and "\\" not in name
    return name == DATABASE or (inside and name.startswith(FILES))


def _look_through(database: Path, manifest: Manifest) -> None:
    try:
        with closing(sqlite3.connect(database)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            sound = sound and schema_of(connection) == manifest.schema
    except sqlite3.DatabaseError as trouble:
        raise BackupError(ALTERED.format(name=DATABASE)) from trouble
    if not sound:
        raise BackupError(ALTERED.format(name=DATABASE))
