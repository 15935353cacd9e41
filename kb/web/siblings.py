"""What the processes of one server know in common, in memory that all of them share."""

import mmap
import os
import shutil
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory: what is counted waits for no disk
FIGURES = "PROMETHEUS_MULTIPROC_DIR"  # as prometheus_client calls it
OURS = "kisalli-"

Note = mmap.mmap | bytearray

_shared: list[mmap.mmap] = []


def begin() -> None:
    """Make what will be shared, before the first process begins."""
    _shared.append(mmap.mmap(-1, 1))
    place = MEMORY if MEMORY.is_dir() else Path(tempfile.gettempdir())
    for left in place.glob(f"{OURS}*-*"):
        if not _lives(left.name.split("-")[1]):  # it was killed, and could not clear away
            shutil.rmtree(left, ignore_errors=True)
    os.environ[FIGURES] = tempfile.mkdtemp(prefix=f"{OURS}{os.getpid()}-", dir=place)


def end() -> None:
    """Clear away what was shared."""
    shutil.rmtree(os.environ.pop(FIGURES), ignore_errors=True)


def count_as(place: int) -> None:
    """Count from now on in the place of a process that has gone, so that no sum falls back."""
    from prometheus_client import values  # noqa: PLC0415 - only a process that counts needs it

    values.ValueClass = values.MultiProcessValue(lambda: place)  # type: ignore[no-untyped-call]


def is_one_of_several() -> bool:
    """Say whether others serve beside this process, or may."""
    return FIGURES in os.environ


def note() -> Note:
    """Return a note of one small number that all processes read; it begins as nothing."""
    return _shared[0] if _shared else bytearray(1)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        return True  # somebody else's
    return True
