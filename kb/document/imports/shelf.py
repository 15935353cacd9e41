"""The files that pages of ours name as theirs: each read once, judged by its content."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO

from kb.document.attachments.intake import PIECE, Taken, read_file
from kb.document.attachments.intake import File as Attached
from kb.document.attachments.kinds import Caps
from kb.document.attachments.pictures import Picture
from kb.document.imports.album import MOST_BYTES
from kb.document.imports.folders import File, Remark
from kb.foundation.errors import InvalidError


@dataclass(frozen=True)
class Lying(Taken):
    """A file that is read where it lies, when it is kept: so any number can be taken in."""

    file: File | None = None

    def pieces(self) -> Iterator[bytes]:
        """Go through its bytes, a piece at a time."""
        if self.file is not None:
            with _opened(self.file) as stream:
                while piece := stream.read(PIECE):
                    yield piece


class Shelf:
    """Files by path; ``taken`` are those that some page of ours named."""

    def __init__(self, files: Mapping[str, File], caps: Caps) -> None:
        """Begin with what was found; nothing is read yet."""
        self._files, self._caps = files, caps
        self._read: dict[tuple[str, str], Attached | Remark] = {}
        self._bytes = 0

    @property
    def taken(self) -> frozenset[str]:
        """Return the paths of the files that were taken in."""
        read = self._read.items()
        return frozenset(path for (path, _), one in read if not isinstance(one, Remark))

    def file(self, path: str, name: str) -> Attached | Remark:
        """Return a file under the name its practice gives it, or why it cannot be taken in."""
        if (path, name) not in self._read:
            self._read[path, name] = self._read_in(path, name)
        return self._read[path, name]

    def _read_in(self, path: str, name: str) -> Attached | Remark:
        file = self._files.get(path)
        if file is None:
            return Remark("imports.file_lost", (("address", path[:200]),))
        if file.why_not or self._bytes > MOST_BYTES:
            most = Remark("imports.too_many_pictures", (("most", MOST_BYTES // 1024**2),))
            return file.why_not or most
        try:
            with _opened(file) as stream:
                return self._kept(read_file(name, stream, self._caps), file)
        except InvalidError as refused:
            return Remark.of(refused)
        except OSError:
            return Remark("imports.unreadable")

    def _kept(self, found: Attached, file: File) -> Attached:
        if isinstance(found, Picture):
            self._bytes += len(found.content)  # of these the bytes drawn anew are kept
            return found
        fields = {name: getattr(found, name) for name in Taken.__dataclass_fields__}
        return Lying(**fields, file=file)


def _opened(file: File) -> IO[bytes]:
    # Should it have become a link since, it is not followed.
    handle = os.open(file.location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    return open(handle, "rb")  # noqa: PTH123 - an open handle has no path
