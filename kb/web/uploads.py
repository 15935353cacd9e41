"""Files on their way in: how much one request may bring, and where it waits meanwhile."""

from collections.abc import Callable
from tempfile import SpooledTemporaryFile
from typing import IO, ParamSpec, TypeVar

from flask import Flask, Request, current_app, g, request, session

from kb.config import Settings

P = ParamSpec("P")
R = TypeVar("R")

MEGABYTE = 1024 * 1024
LARGEST_FIELDS = 2 * MEGABYTE
IN_MEMORY = MEGABYTE // 2
# Of files too large to be kept, this many times the largest is read, so that the page can
# say which it was and give back what was typed; after that the connection is ended.
READ_ON = 4

_declared: set[str] = set()


def many_files(view: Callable[P, R]) -> Callable[P, R]:
    """Say that a view's form may bring several files, large ones too."""
    _declared.add(f"{view.__module__}.{view.__qualname__}")
    return view


class Incoming(Request):
    """A request whose files wait on the disk, none larger than any that can be kept."""

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        del total_content_length, content_type, filename, content_length
        found: Settings = current_app.extensions["settings"]
        found.incoming.mkdir(parents=True, exist_ok=True)
        slot = Slot(max_size=IN_MEMORY, dir=str(found.incoming))
        slot.room = _largest(found) + 1
        g.setdefault("slots", []).append(slot)
        return slot


class Slot(SpooledTemporaryFile[bytes]):
    """Where one file waits; it has no name on the disk, so nothing of it can be left behind."""

    room = 0

    def write(self, content: bytes) -> int:  # type: ignore[override]
        """Keep what there is room for; the byte too many tells that the file is too large."""
        left = self.room - self.tell()
        if left > 0:
            super().write(content[:left])
        return len(content)


def init_app(app: Flask, settings: Settings) -> None:
    """Limit what a request brings: little from strangers, files from people signed in."""
    app.config.update(
        MAX_CONTENT_LENGTH=settings.attachment_mb * MEGABYTE + LARGEST_FIELDS,
        MAX_FORM_MEMORY_SIZE=LARGEST_FIELDS,
    )
    app.before_request(_make_room)
    app.teardown_request(_let_go)


def _make_room() -> None:
    if not request.endpoint or "_user_id" not in session:
        return
    view = current_app.view_functions[request.endpoint]
    if f"{view.__module__}.{view.__qualname__}" in _declared:
        found: Settings = current_app.extensions["settings"]
        request.max_content_length = READ_ON * _largest(found) + LARGEST_FIELDS


def _let_go(_error: BaseException | None) -> None:
    """Close what came in, also when the rest of it never came."""
    for slot in g.pop("slots", ()):
        slot.close()


def _largest(settings: Settings) -> int:
    return max(settings.attachment_mb, settings.video_mb) * MEGABYTE
