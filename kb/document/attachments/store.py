"""Where the bytes are: under their own SHA-256, whole or not at all, the same only once."""

import os
import tempfile
from collections.abc import Collection, Iterable
from datetime import timedelta
from pathlib import Path

from kb.document.attachments.intake import File
from kb.foundation import clock

UNFINISHED = "unfinished-"
# Nothing goes sooner than this, so that a backup that is being made finds what it names.
A_DAY = timedelta(hours=24)


def keep(file: File, folder: Path) -> None:
    """Write a file's bytes, and those of its smaller versions."""
    _write(file.pieces(), path_of(file.sha256, folder))
    for width, content in file.smaller.items():
        _write([content], path_of(file.sha256, folder, width=width))


def path_of(sha256: str, folder: Path, *, width: int | None = None) -> Path:
    """Return where the bytes of that SHA-256 are kept, or its version of that width."""
    return folder / sha256[:2] / (f"{sha256}.{width}" if width else sha256)


def sweep(folder: Path, known: Collection[str]) -> int:
    """Remove what was broken off and what nothing names any more, once it is a day old."""
    old = clock.now().timestamp() - A_DAY.total_seconds()
    gone = 0
    for path in folder.glob("??/*"):
        named = path.name.partition(".")[0] in known and not path.name.startswith(UNFINISHED)
        if not named and path.stat().st_mtime < old:
            path.unlink(missing_ok=True)
            gone += 1
    return gone


def _write(pieces: Iterable[bytes], target: Path) -> None:
    if target.exists():
        os.utime(target)  # new again: it is not swept before its row is there
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        dir=target.parent, prefix=UNFINISHED, delete=False
    ) as unfinished:
        try:
            for piece in pieces:
                unfinished.write(piece)
            unfinished.flush()
            os.fsync(unfinished.fileno())
        except BaseException:
            Path(unfinished.name).unlink()
            raise
    Path(unfinished.name).replace(target)
