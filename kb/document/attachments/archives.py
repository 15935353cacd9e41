"""Office files, which are archives: looked at from outside before anything is unpacked."""

import posixpath
import re
import stat
import struct
import xml.parsers.expat
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

from kb.document.attachments.kinds import OFFICE, Form
from kb.foundation.errors import DomainError

MOST_MEMBERS = 2_000
MOST_BYTES = 500 * 1024 * 1024
MOST_RATIO = 100  # unpacked to packed; text and drawings of real documents stay under 60
SMALL = 1024 * 1024  # what is no larger than this may be packed as tightly as it will
MOST_XML = 4 * 1024 * 1024  # of a document that is to be read: some three hundred pages
LONGEST_ENTRY = 512  # bytes that the list of members has for each, its name and dates
ENCRYPTED = 0x1
# What the libraries say of an archive that is not whole.
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
)
PACKED = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others take as much memory as they say
# Names that some system takes for a device, or for something other than a name.
_NO_NAME = re.compile(
    r"(?:.*/)?(?:con|prn|aux|nul|com\d|lpt\d)(?:\.[^/]*)?/?|.*[\x00-\x1f\x7f:].*",
    re.IGNORECASE | re.DOTALL,
)
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
    try:
        _refuse_long_list(stream, name, most_members)
        archive = zipfile.ZipFile(stream)
    except DAMAGE as error:
        raise DomainError("attachment.broken", name=name) from error
    members = archive.infolist()
    if any(member.flag_bits & ENCRYPTED for member in members):
        raise DomainError("attachment.encrypted", name=name)
    if len(members) > most_members or not _is_modest(members, most_bytes):
        raise DomainError("attachment.unpacks_too_large", name=name)
    if any(_leads_astray(member) for member in members) or not _is_one_each(members, stream):
        raise DomainError("attachment.broken", name=name)
    return archive


def _refuse_long_list(stream: IO[bytes], name: str, most_members: int) -> None:
    # The library reads the whole list of members, however long it is, to count them.
    end = zipfile._EndRecData(stream)  # type: ignore[attr-defined]  # noqa: SLF001
    if end and end[zipfile._ECD_SIZE] > most_members * LONGEST_ENTRY:  # type: ignore[attr-defined]  # noqa: SLF001
        raise DomainError("attachment.unpacks_too_large", name=name)
    stream.seek(0)


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
    path, mode = member.filename.replace("\\", "/"), member.external_attr >> 16
    other = bool(stat.S_IFMT(mode)) and not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))
    outside = path.startswith("/") or ".." in path.split("/")
    unfit = member.compress_type not in PACKED or _NO_NAME.fullmatch(path) is not None
    return other or outside or unfit


def _is_one_each(members: list[zipfile.ZipInfo], stream: IO[bytes]) -> bool:
    """Say whether each member has its own name, and its own bytes of the archive."""
    names = {posixpath.normpath(one.filename.replace("\\", "/")) for one in members}
    packed = sum(one.compress_size for one in members)
    return len(names) == len(members) and packed <= stream.seek(0, 2)


def _said(archive: zipfile.ZipFile, name: str) -> str:
    """Return what the archive says of its type, in the one or the other way."""
    return "".join(_types(archive, name))


def _types(archive: zipfile.ZipFile, name: str) -> Iterator[str]:
    for part in (MIMETYPE, TYPES):
        if part in archive.namelist():
            try:
                with archive.open(part) as member:
                    yield member.read(LARGEST_TYPES).decode("utf-8", "replace")
            except DAMAGE as error:
                raise DomainError("attachment.broken", name=name) from error
            return
