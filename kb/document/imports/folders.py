"""A folder's files: which can be pages or pictures, and why each of the others is left out."""

import os
import stat
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Self

from kb.document.attachments.kinds import FORMS, MEGABYTE
from kb.document.attachments.pictures import LARGEST as LARGEST_PICTURE
from kb.foundation.errors import DomainError, InvalidError
from kb.foundation.markdown.limits import MOST_BYTES

MARKDOWN = (".md", ".markdown")
RUBY = (".html.md.erb", ".md.erb")  # Middleman's pages
WEB = (".html", ".htm")
PAGES = frozenset({*MARKDOWN, *RUBY, *WEB})
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
# What only a page of ours brings along: it says at its head which files are its practice's.
OTHERS = frozenset(ending for form in FORMS for ending in form.endings) - PICTURES
# A page's fields and a stray encoding may take as much again as its text may.
LARGEST_PAGE = 2 * MOST_BYTES


@dataclass(frozen=True)
class Remark:
    """Something to tell of a file: a message key with its values."""

    key: str
    said: tuple[tuple[str, object], ...] = ()

    @property
    def values(self) -> dict[str, object]:
        """Return what the message's placeholders are filled with."""
        return dict(self.said)

    @classmethod
    def of(cls, refused: DomainError) -> Self:
        """Take over what a refusal says; of a form, what it says of the one field."""
        fields = refused.fields if isinstance(refused, InvalidError) else {}
        key = next(iter(fields.values()), refused.key)
        return cls(key, tuple(sorted(refused.values.items())))


@dataclass(frozen=True)
class File:
    """A file by its path within the folder; ``why_not`` is why it cannot be read."""

    path: str
    location: Path
    why_not: Remark | None = None

    @property
    def ending(self) -> str:
        """Return what its name ends with."""
        return ending_of(self.path)


def ending_of(path: str) -> str:
    """Return what a file's name ends with: of pages, all that says how they are written."""
    name = PurePosixPath(path).name.lower()
    ruby = next((ending for ending in RUBY if name.endswith(ending)), "")
    return ruby or PurePosixPath(name).suffix


def files_of(folder: Path) -> list[File]:
    """Return every file of ``folder`` by path; a link is never followed."""
    found = (_file(folder, Path(entry.path), _trouble(entry)) for entry in _entries(folder))
    return sorted(found, key=lambda file: file.path)


def content_of(file: File) -> bytes:
    """Read a file; should it have become a link since, it is not followed."""
    handle = os.open(file.location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(handle, "rb") as opened:  # noqa: PTH123 - an open handle has no path
        return opened.read(max(LARGEST_PAGE, LARGEST_PICTURE) + 1)


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    waiting = [str(folder)]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                here = list(entries)
        except OSError:
            continue
        for entry in here:
            inside = entry.is_dir(follow_symlinks=False)
            if inside:
                waiting.append(entry.path)
            if not inside or not os.access(entry.path, os.R_OK | os.X_OK):
                yield entry


def _file(folder: Path, location: Path, trouble: Remark | None) -> File:
    # A name may be no UTF-8, and one from a Mac has its letters and dots apart.
    raw = os.fsencode(location.relative_to(folder).as_posix())
    path = unicodedata.normalize("NFC", raw.decode("utf-8", "replace"))
    hidden = any(part.startswith(".") for part in path.split("/"))
    return File(path, location, Remark("imports.hidden") if hidden else trouble)


def _trouble(entry: os.DirEntry[str]) -> Remark | None:
    kind = entry.stat(follow_symlinks=False)
    ending = ending_of(entry.name)
    if stat.S_ISLNK(kind.st_mode):
        return Remark("imports.link_not_followed")
    if not os.access(entry.path, os.R_OK):
        return Remark("imports.unreadable")
    if not stat.S_ISREG(kind.st_mode):
        return Remark("imports.no_file")
    if ending not in PAGES | PICTURES | OTHERS:
        return not_taken(entry.name)
    return _too_large(entry.name, ending, kind.st_size)


def not_taken(path: str) -> Remark:
    """Say that files of this kind are left where they are."""
    return Remark("imports.kind_not_taken", (("kind", ending_of(path) or path),))


def _too_large(name: str, ending: str, size: int) -> Remark | None:
    if ending in PAGES and size > LARGEST_PAGE:
        return Remark("markdown.too_long", (("most", MOST_BYTES // 1024),))
    if ending in PICTURES and size > LARGEST_PICTURE:
        most = LARGEST_PICTURE // MEGABYTE
        return Remark("attachment.too_large", (("most", most), ("name", name)))
    return None
