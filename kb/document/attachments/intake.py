"""Taking in a file: judged by its content, within the caps, named by what it is."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import IO

from kb.document.attachments.archives import office_form
from kb.document.attachments.footage import video_form
from kb.document.attachments.kinds import MEGABYTE, PDF, VTT, Caps, FileKind, Form
from kb.document.attachments.names import safe_name
from kb.document.attachments.pictures import Picture, read_picture
from kb.foundation.errors import DomainError, InvalidError

PIECE = 256 * 1024
HEAD = 16
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
ARCHIVE = b"PK\x03\x04"
FORMER_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a password makes of a new one
LARGEST_CAPTIONS = MEGABYTE


@dataclass(frozen=True)
class Taken:
    """A file as it came, known to be what its name ends with; its bytes are read when kept."""

    name: str
    kind: FileKind
    mime: str
    size: int
    sha256: str
    stream: IO[bytes] = field(repr=False, compare=False)
    width: int = 0
    height: int = 0
    smaller: Mapping[int, bytes] = field(default_factory=dict)

    def pieces(self) -> Iterator[bytes]:
        """Go through its bytes, a piece at a time."""
        self.stream.seek(0)
        while piece := self.stream.read(PIECE):
            yield piece


File = Picture | Taken


def read_file(name: str, stream: IO[bytes], caps: Caps) -> File:
    """Tell what a file is; refuse what is of no kind we take, broken, or too large."""
    size = stream.seek(0, 2)
    try:
        form = _form_of(stream, size, name)
    except DomainError as refused:
        raise InvalidError({"file": refused.key}, **refused.values) from refused
    if form is None:
        raise InvalidError({"file": "attachment.kind_not_taken"}, name=_shown(name))
    if size > caps.of(form.kind):
        most = caps.of(form.kind) // MEGABYTE
        raise InvalidError({"file": "attachment.too_large"}, name=_shown(name), most=most)
    if form.kind is FileKind.PICTURE:
        stream.seek(0)
        return read_picture(name, stream.read(), caps)
    return _taken(name, form, stream, size)


def _form_of(stream: IO[bytes], size: int, name: str) -> Form | None:
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(PICTURES) or (head[:4] == b"RIFF" and head[8:12] == b"WEBP"):
        return PICTURE
    if head.startswith(b"%PDF-"):
        return PDF
    if head.startswith(ARCHIVE):
        return office_form(stream, _shown(name))
    if head.startswith(FORMER_OFFICE):
        raise DomainError("attachment.former_or_locked", name=_shown(name))
    captions = PurePosixPath(name).suffix.lower() in VTT.endings
    return _captions(stream, size) if captions else video_form(stream, size)


# Which of the three a picture is, its own reading tells.
PICTURE = Form(FileKind.PICTURE, "", ("",))


def _captions(stream: IO[bytes], size: int) -> Form | None:
    if size > LARGEST_CAPTIONS:
        return None
    stream.seek(0)
    try:
        said = stream.read().decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return VTT if said.split("\n", 1)[0].split(" ")[0].strip() == "WEBVTT" else None


def _taken(name: str, form: Form, stream: IO[bytes], size: int) -> Taken:
    digest = hashlib.sha256()
    stream.seek(0)
    while piece := stream.read(PIECE):
        digest.update(piece)
    named = safe_name(name, form)
    return Taken(named, form.kind, form.mime, size, digest.hexdigest(), stream)


def _shown(name: str) -> str:
    return PurePosixPath(name.replace("\\", "/")).name[:80]
