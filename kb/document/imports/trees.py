"""A folder of Markdown, read whole before anything is written: its pages, and the rest."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.document.attachments.kinds import Caps
from kb.document.imports.album import Album
from kb.document.imports.folders import (
    OTHERS,
    PAGES,
    PICTURES,
    File,
    Remark,
    content_of,
    files_of,
    not_taken,
)
from kb.document.imports.links import Folder, Follower
from kb.document.imports.pages import Page
from kb.document.imports.parts import in_parts
from kb.document.imports.returning import own_page
from kb.document.imports.sheets import Sheet, sheet_of
from kb.document.imports.shelf import Shelf
from kb.foundation.errors import DomainError
from kb.foundation.markdown import check_limits

Progress = Callable[[int, int], None]  # how many are done, of how many
LanguageOf = Callable[[str], str]


@dataclass(frozen=True)
class Skipped:
    """A file that does not come in, and why."""

    path: str
    reason: Remark


@dataclass(frozen=True)
class Tree:
    """What a folder holds; ``refused`` are pages that are no good, ``others`` no pages."""

    source: str
    pages: tuple[Page, ...]
    refused: tuple[Skipped, ...]
    others: tuple[Skipped, ...]
    pictures: int


def read_tree(
    folder: Path,
    *,
    language_of: LanguageOf,
    progress: Progress,
    source: str = "",
    caps: Caps = Caps(),  # noqa: B008 - frozen
) -> Tree:
    """Read a folder; nothing outside it is opened and nothing is written.

    ``source`` is what it is known by, if that is not its own place.
    """
    home = folder.resolve()
    files = files_of(home)
    album = Album({file.path: file for file in files if _readable(file, PICTURES)})
    sheets, refused = _sheets([file for file in files if _readable(file, PAGES)])
    around = _surroundings(sheets, album, files)
    shelf = Shelf({file.path: file for file in files if file.ending not in PAGES}, caps)
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        ours = sheet.head is not None
        page = own_page(sheet, around, shelf) if ours else _page(sheet, around, language_of)
        pages.append(page)
        progress(number, len(sheets))
    left_out = tuple(_left_out(files, album, shelf.taken))
    pictures = len(album.shown | shelf.taken)
    return Tree(source or str(home), tuple(pages), tuple(refused), left_out, pictures)


def _readable(file: File, endings: Collection[str]) -> bool:
    return file.why_not is None and file.ending in endings


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[Skipped]]:
    sheets, refused, seen = [], [], set[tuple[str, str]]()
    for file in files:
        try:
            sheets.append(_sheet(file, seen))
        except OSError:
            refused.append(Skipped(file.path, Remark("imports.unreadable")))
        except DomainError as why:
            refused.append(Skipped(file.path, Remark.of(why)))
    return sheets, refused


def _sheet(file: File, seen: set[tuple[str, str]]) -> Sheet:
    sheet = sheet_of(file.path, content_of(file))
    check_limits(sheet.text)
    if (sheet.kin, sheet.language) in seen:
        raise DomainError("imports.same_twice")
    seen.add((sheet.kin, sheet.language))
    return sheet


def _surroundings(sheets: Sequence[Sheet], album: Album, files: Sequence[File]) -> Folder:
    return Folder(
        titles={sheet.path: sheet.title for sheet in sheets},
        addresses={sheet.address.strip("/"): sheet.path for sheet in sheets if sheet.address},
        album=album,
        others=frozenset(file.path for file in files),
    )


def _page(sheet: Sheet, around: Folder, language_of: LanguageOf) -> Page:
    follower = Follower(sheet.path, around)
    text = follower.follow(sheet.text)
    pictures = tuple(follower.pictures.values())
    found = [sheet.sha256, *follower.targets, *(picture.sha256 for picture in pictures)]
    return Page(
        path=sheet.path,
        title=sheet.title,
        summary=sheet.summary,
        language=sheet.language or language_of(f"{sheet.title}\n{sheet.text}"),
        tags=sheet.tags,
        parts=in_parts(text),
        files=pictures,
        sha256=hashlib.sha256("\n".join(found).encode()).hexdigest(),
        remarks=(*sheet.remarks, *follower.remarks),
        kin=sheet.kin,
    )


def _left_out(files: Sequence[File], album: Album, taken: frozenset[str]) -> Iterator[Skipped]:
    for file in files:
        if file.why_not:
            yield Skipped(file.path, file.why_not)
        elif file.path in album and file.path not in album.shown | taken:
            unseen = Remark("imports.no_page_shows_it")
            yield Skipped(file.path, album.trouble(file.path) or unseen)
        elif file.ending in OTHERS and file.path not in taken:
            yield Skipped(file.path, not_taken(file.path))
