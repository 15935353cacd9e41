"""Progress bars by name: how many of how many, and the rest time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Never

from tqdm import tqdm


@contextmanager
def bars() -> Iterator[Callable[[str, int, int], None]]:
    """Let each name show a bar of its own, once there is something to show."""
    shown: dict[str, tqdm[Never]] = {}

    def show(name: str, done: int, total: int) -> None:
        if name not in shown:
            shown[name] = tqdm(total=total, desc=name, unit="")
        bar = shown[name]
        bar.total = total
        bar.update(done - bar.n)

    try:
        yield show
    finally:
        for bar in shown.values():
            bar.close()


@contextmanager
def unseen() -> Iterator[Callable[[str, int, int], None]]:
    """Show nothing: a service has nobody who looks, and its lines are read by machines."""
    yield lambda *_progress: None
