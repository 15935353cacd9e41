"""The worker's jobs, told one by one: what kind, how many, how long."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import perf_counter

from kb.foundation import outbox
from kb.foundation.db import reading
from kb.foundation.logs import LOGGER, tell
from kb.foundation.outbox import Deliveries, Payload

LONGEST = 1800  # seconds: four texts of half a megabyte are read in fewer

Progress = Callable[[str, int, int], None]


def told_of(
    deliveries: Deliveries, progress: Progress, *, longest: float = LONGEST
) -> Deliveries:
    """Let each kind show how many of how many are done, and tell each batch.

    What is not done after ``longest`` seconds has failed, so that nothing stops all the rest.
    """
    return {
        kind: _counted(kind, _limited(deliver, longest), progress)
        for kind, deliver in deliveries.items()
    }


@contextmanager
def job(kind: str, count: int = 1) -> Iterator[None]:
    """Tell how a job ended and how long it took; its trouble goes on to whoever asked."""
    begun = perf_counter()
    try:
        yield
    except Exception:
        told = {"told": _told(kind, count, begun)}
        logging.getLogger(LOGGER).exception("job failed", extra=told)
        raise
    tell("job", logging.INFO, **_told(kind, count, begun))


def _told(kind: str, count: int, begun: float) -> dict[str, object]:
    return {"kind": kind, "count": count, "ms": round((perf_counter() - begun) * 1000, 1)}


def _limited(
    deliver: Callable[[list[Payload]], None], longest: float
) -> Callable[[list[Payload]], None]:
    def end(*_: object) -> None:
        raise TimeoutError(f"it was not done after {longest:g} seconds")

    def limited(batch: list[Payload]) -> None:
        former = signal.signal(signal.SIGALRM, end)
        signal.setitimer(signal.ITIMER_REAL, longest)
        try:
            deliver(batch)
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, former)

    return limited


def _counted(
    kind: str, deliver: Callable[[list[Payload]], None], progress: Progress
) -> Callable[[list[Payload]], None]:
    done = 0

    def counted(batch: list[Payload]) -> None:
        nonlocal done
        with job(kind, len(batch)):
            deliver(batch)
        with reading():
            left = outbox.waiting(kind) - len(batch)
        done += len(batch)
        progress(kind, done, done + left)

    return counted
