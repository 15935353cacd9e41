"""Whether this process is about to end: who sends it traffic learns so before it does."""

from threading import Event

_leaving = Event()


def leave() -> None:
    """Say from now on that this process is not to be sent anything more."""
    _leaving.set()


def stay() -> None:
    """Take it back."""
    _leaving.clear()


def is_leaving() -> bool:
    """Say whether this process is about to end."""
    return _leaving.is_set()
