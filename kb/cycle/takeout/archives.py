"""An archive that is written piece by piece, and is the same for the same content."""

import shutil
from pathlib import Path
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first day that an archive can tell
PIECE = 256 * 1024
PACKED = frozenset({".png", ".jpg", ".jpeg", ".webp", ".mp4", ".m4v", ".webm", ".pdf"})
PACKED_OFFICE = frozenset({".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"})
READABLE = 0o100644 << 16
UNIX = 3


class Archive:
    """Writes texts and copies files into a ZIP; nothing of them stays in memory."""

    def __init__(self, stream: IO[bytes]) -> None:
        """Begin at the start of ``stream``."""
        self._zip = ZipFile(stream, "w")

    def __enter__(self) -> Self:
        """Write while it is open."""
        return self

    def __exit__(self, *_: object) -> None:
        """Write the list of what it holds."""
        self._zip.close()

    def write(self, path: str, text: str) -> None:
        """Add a text."""
        self._zip.writestr(_entry(path), text.encode())

    def copy(self, path: str, location: Path) -> None:
        """Add a file, a piece at a time."""
        entry = _entry(path)
        entry.file_size = location.stat().st_size
        with location.open("rb") as source, self._zip.open(entry, "w") as target:
            shutil.copyfileobj(source, target, PIECE)


def _entry(path: str) -> ZipInfo:
    entry = ZipInfo(path, LONG_AGO)
    packed = Path(path).suffix.lower() in PACKED | PACKED_OFFICE
    entry.compress_type = ZIP_STORED if packed else ZIP_DEFLATED
    entry.create_system, entry.external_attr = UNIX, READABLE
    return entry
