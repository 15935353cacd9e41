"""A folder of Markdown, read whole before anything is written: its pages, and the rest."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.document.attachments.pictures import Picture
from kb.document.imports.album import Album
from kb.document.imports.folders import PAGES, PICTURES, File, Remark, content_of, files_of
from kb.document.imports.links import Folder, Follower
from kb.document.imports.parts import in_parts
from kb.document.imports.sheets import Sheet, sheet_of
from kb.foundation.errors import DomainError
from kb.foundation.markdown import check_limits

Progress = Callable[[int, int], None]  # how many are done, of how many
LanguageOf = Callable[[str], str]


@dataclass(frozen=True)
class Page:
    """A page as it can come in; its links to other pages are still marked by path."""

    path: str
    title: str
    summary: str
    language: str
    tags: str
    parts: Mapping[str, str]
    pictures: tuple[Picture, ...]
    sha256: str
    remarks: tuple[Remark, ...]


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


def read_tree(folder: Path, *, language_of: LanguageOf, progress: Progress) -> Tree:
    """Read a folder; nothing outside it is opened and nothing is written."""
    home = folder.resolve()
    files = files_of(home)
    album = Album({file.path: file for file in files if _readable(file, PICTURES)})
    sheets, refused = _sheets([file for file in files if _readable(file, PAGES)])
    around = _surroundings(sheets, album, files)
    pages = []
    for number, sheet in enumerate(sheets, start=1):
        pages.append(_page(sheet, around, language_of))
        progress(number, len(sheets))
    left_out = tuple(_left_out(files, album))
    return Tree(str(home), tuple(pages), tuple(refused), left_out, len(album.shown))


def _readable(file: File, endings: Collection[str]) -> bool:
    return file.why_not is None and file.ending in endings


def _sheets(files: Sequence[File]) -> tuple[list[Sheet], list[Skipped]]:
    sheets, refused = [], []
    for file in files:
        try:
            sheet = sheet_of(file.path, content_of(file))
            check_limits(sheet.text)
            sheets.append(sheet)
        except OSError:
            refused.append(Skipped(file.path, Remark("imports.unreadable")))
        except DomainError as why:
            refused.append(Skipped(file.path, Remark.of(why)))
    return sheets, refused


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
        pictures=pictures,
        sha256=hashlib.sha256("\n".join(found).encode()).hexdigest(),
        remarks=(*sheet.remarks, *follower.remarks),
    )


def _left_out(files: Sequence[File], album: Album) -> Iterator[Skipped]:
    for file in files:
        if file.why_not:
            yield Skipped(file.path, file.why_not)
        elif file.path in album and file.path not in album.shown:
            unseen = Remark("imports.no_page_shows_it")
            yield Skipped(file.path, album.trouble(file.path) or unseen)
