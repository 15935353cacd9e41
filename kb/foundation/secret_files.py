"""Files with a secret: only their owner may read them, and they are whole or not there."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ONLY_MINE = 0o600


def write_for_oneself(file: Path, content: str) -> None:
    """Write ``content`` in the place of ``file``, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f"{file.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, ONLY_MINE), "w"
    ) as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    beside.replace(file)


@contextmanager
def written_for_oneself(file: Path) -> Iterator[IO[bytes]]:
    """Let something long be written in the place of ``file``, whole or not at all."""
    unfinished = file.with_name(f"{file.name}.unfinished")
    try:
        unfinished.touch(mode=ONLY_MINE)
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(file)
    finally:
        unfinished.unlink(missing_ok=True)
