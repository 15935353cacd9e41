"""How long what is answered now has waited in line for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_waited: ContextVar[float] = ContextVar("waited", default=0.0)


@contextmanager
def having_waited(seconds: float) -> Iterator[None]:
    """Answer inside what has waited so long in line."""
    token = _waited.set(seconds)
    try:
        yield
    finally:
        _waited.reset(token)


def waited() -> float:
    """Return how many seconds what is answered now has waited."""
    return _waited.get()
