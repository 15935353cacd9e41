"""Video, told by its container: the boxes of MP4, the elements of WebM."""

from collections.abc import Iterator
from typing import IO

from kb.document.attachments.kinds import MP4, WEBM, Form

HEAD = 4096
SHORT, LONG = 8, 16  # bytes of a box's head, with a small size or with a large one
BRANDS = frozenset(
    {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
)
MOST_BOXES = 10_000
NEEDED = {b"moov", b"mdat"}
EBML = b"\x1a\x45\xdf\xa3"
DOCTYPE = b"\x42\x82\x84webm"
SEGMENT = b"\x18\x53\x80\x67"


def video_form(stream: IO[bytes], size: int) -> Form | None:
    """Return which video this is; nothing if it is none, or none that browsers play."""
    stream.seek(0)
    head = stream.read(HEAD)
    if head.startswith(EBML):
        return WEBM if DOCTYPE in head and SEGMENT in head else None
    if head[4:8] == b"ftyp" and head[8:12] in BRANDS and _is_whole(stream, size):
        return MP4
    return None


def _is_whole(stream: IO[bytes], size: int) -> bool:
    """Say whether the boxes fill the file, and the pictures and their index are there."""
    found = set()
    try:
        for kind in _boxes(stream, size):
            found.add(kind)
    except ValueError:
        return False
    return found >= NEEDED


def _boxes(stream: IO[bytes], size: int) -> Iterator[bytes]:
    at, seen = 0, 0
    while at < size:
        stream.seek(at)
        head = stream.read(LONG)
        length, kind = int.from_bytes(head[:4]), head[4:8]
        if length == 1:
            length = int.from_bytes(head[8:16])
        length = length or size - at  # nothing said: to the end
        seen += 1
        if length < SHORT or at + length > size or seen > MOST_BOXES:
            raise ValueError(kind)
        yield kind
        at += length
