"""An archive of pages, unpacked into a folder of its own for as long as it is read."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kb.document.attachments.archives import DAMAGE, opened
from kb.foundation.errors import DomainError

MOST_MEMBERS = 50_000
MOST_BYTES = 8 * 1024**3
SPARED = 256 * 1024 * 1024  # this much stays free where it is unpacked


@contextmanager
def unpacked(archive: Path) -> Iterator[Path]:
    """Unpack an archive, having looked at it from outside; afterwards it is gone again."""
    with tempfile.TemporaryDirectory(prefix="kisalli-") as folder, archive.open("rb") as stream:
        caps = {"most_members": MOST_MEMBERS, "most_bytes": MOST_BYTES}
        with opened(stream, archive.name, **caps) as pages:
            room = shutil.disk_usage(folder).free - SPARED
            if sum(one.file_size for one in pages.infolist()) > room:
                raise DomainError("attachment.unpacks_too_large", name=archive.name)
            try:
                pages.extractall(folder)  # each no larger than it said, or its sum is wrong
            except DAMAGE as error:
                raise DomainError("attachment.broken", name=archive.name) from error
        yield Path(folder)
