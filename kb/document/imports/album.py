"""The pictures of a folder: each read once, when the first page shows it."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kb.document.attachments.pictures import Picture, read_picture
from kb.document.imports.folders import File, Remark, content_of
from kb.foundation.errors import DomainError, InvalidError

MOST_BYTES = 500 * 1024 * 1024  # of all pictures of one folder, drawn anew


class Album:
    """Pictures by path; ``shown`` are those that some page shows."""

    def __init__(self, files: Mapping[str, File]) -> None:
        """Begin with what was found; nothing is read yet."""
        self._files = files
        self._read: dict[str, Picture | Remark] = {}
        self._bytes = 0

    @property
    def shown(self) -> frozenset[str]:
        """Return the paths of the pictures that could be read and are shown."""
        return frozenset(path for path, one in self._read.items() if isinstance(one, Picture))

    def __contains__(self, path: str) -> bool:
        """Say whether there is such a picture, readable or not."""
        return path in self._files

    def trouble(self, path: str) -> Remark | None:
        """Return what was wrong with a picture that some page was to show."""
        found = self._read.get(path)
        return found if isinstance(found, Remark) else None

    def why_not(self, path: str) -> Remark | None:
        """Return why a picture cannot be taken in, having tried to read it."""
        self._taken(path)
        return self.trouble(path)

    def picture(self, path: str, *, beside: Mapping[str, Picture]) -> Picture:
        """Return a picture under a name that none of a page's other pictures has."""
        found = self._taken(path)
        if isinstance(found, Remark):
            raise DomainError(found.key, **found.values)
        names = {one.name for one in beside.values()}
        stem, ending = PurePosixPath(found.name).stem, PurePosixPath(found.name).suffix
        numbered = (f"{stem}-{number}{ending}" for number in range(2, len(names) + 3))
        return replace(found, name=next(n for n in (found.name, *numbered) if n not in names))

    def _taken(self, path: str) -> Picture | Remark:
        if path not in self._read:
            self._read[path] = self._read_in(self._files[path])
        return self._read[path]

    def _read_in(self, file: File) -> Picture | Remark:
        if self._bytes > MOST_BYTES:
            return Remark("imports.too_many_pictures", (("most", MOST_BYTES // 1024**2),))
        try:
            picture = read_picture(file.path, content_of(file))
        except InvalidError as refused:
            return Remark.of(refused)
        except OSError:
            return Remark("imports.unreadable")
        self._bytes += len(picture.content)
        return picture
