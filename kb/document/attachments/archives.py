"""Office files, which are archives: looked at from outside before anything is unpacked."""

import stat
import xml.parsers.expat
import zipfile
from collections.abc import Iterator
from typing import IO

from kb.document.attachments.kinds import OFFICE, Form
from kb.foundation.errors import DomainError

MOST_MEMBERS = 2_000
MOST_BYTES = 500 * 1024 * 1024
MOST_RATIO = 100  # unpacked to packed; text and drawings of real documents stay under 60
SMALL = 1024 * 1024  # what is no larger than this may be packed as tightly as it will
MOST_XML = 4 * 1024 * 1024  # of a document that is to be read: some three hundred pages
ENCRYPTED = 0x1
TYPES = "[Content_Types].xml"
MIMETYPE = "mimetype"
LARGEST_TYPES = 256 * 1024


def office_form(stream: IO[bytes], name: str) -> Form | None:
    """Return what an archive is by its content; nothing if it is no office file."""
    with opened(stream, name) as archive:
        said = _said(archive, name)
    # The main part's type ends so; a file with macros says another one and is not taken.
    return next(
        (
            form
            for form in OFFICE
            if said == form.mime or f'"{form.mime}.main+xml"' in said.replace("'", '"')
        ),
        None,
    )


def opened(
    stream: IO[bytes],
    name: str,
    *,
    most_members: int = MOST_MEMBERS,
    most_bytes: int = MOST_BYTES,
) -> zipfile.ZipFile:
    """Open an archive; refuse one that would not stay small, within itself and readable."""
    stream.seek(0)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:
        raise DomainError("attachment.broken", name=name) from error
    members = archive.infolist()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise DomainError("attachment.encrypted", name=name)
    if len(members) > most_members or not _is_modest(members, most_bytes):
        raise DomainError("attachment.unpacks_too_large", name=name)
    if len({member.filename for member in members}) < len(members):
        raise DomainError("attachment.broken", name=name)
    if any(_leads_astray(member) for member in members):
        raise DomainError("attachment.broken", name=name)
    return archive


def check_texts(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse what could lead a reader of XML astray: definitions of its own, and size."""
    texts = [one for one in archive.infolist() if one.filename.endswith((".xml", ".rels"))]
    if sum(one.file_size for one in texts) > MOST_XML:
        raise DomainError("attachment.too_much_to_read", name=name)
    for text in texts:
        _check_text(archive.read(text), name)


def _check_text(content: bytes, name: str) -> None:
    def refuse(*_: object) -> None:
        raise DomainError("attachment.broken", name=name)

    reader = xml.parsers.expat.ParserCreate()
    reader.StartDoctypeDeclHandler = refuse
    try:
        reader.Parse(content, True)  # noqa: FBT003 - the parser's own way to say "the end"
    except xml.parsers.expat.ExpatError as error:
        raise DomainError("attachment.broken", name=name) from error


def _is_modest(members: list[zipfile.ZipInfo], most_bytes: int) -> bool:
    return sum(one.file_size for one in members) <= most_bytes and all(
        one.file_size <= max(SMALL, MOST_RATIO * one.compress_size) for one in members
    )


def _leads_astray(member: zipfile.ZipInfo) -> bool:
    path = member.filename.replace("\\", "/")
    link = stat.S_ISLNK(member.external_attr >> 16)
    return link or path.startswith("/") or ":" in path or ".." in path.split("/")


def _said(archive: zipfile.ZipFile, name: str) -> str:
    """Return what the archive says of its type, in the one or the other way."""
    return "".join(_types(archive, name))


def _types(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    for part in (MIMETYPE, TYPES):
        if part in archive.namelist():
            try:
                with archive.open(part) as member:
                    yield member.read(LARGEST_TYPES).decode("utf-8", "replace")
            except (zipfile.BadZipFile, OSError, RuntimeError, EOFError) as error:
                raise DomainError("attachment.broken", name=name) from error
            return
