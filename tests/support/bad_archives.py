"""Archives as nobody packs them: each lies in one way, or would fill a disk or a memory."""

import struct
import zipfile
import zlib
from dataclasses import dataclass

from support.files import MAIN, archive, office

LINK, DEVICE, PIPE = 0o120777, 0o020666, 0o010666
MB = 1024 * 1024


@dataclass(frozen=True)
class Member:
    """A member as it is written, and what is said of it."""

    name: str
    content: bytes = b"x"
    said: int | None = None  # unpacked, as the archive says
    mode: int = 0
    method: int = zipfile.ZIP_DEFLATED
    flags: int = 0x800
    at: int | None = None  # where its bytes are said to lie

    @property
    def packed(self):
        """Return its bytes in the archive."""
        if self.method != zipfile.ZIP_DEFLATED:
            return self.content
        writer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return writer.compress(self.content) + writer.flush()

    def described(self):
        """Return what the head of a member and the list of members say alike."""
        size = len(self.content) if self.said is None else self.said
        sums = zlib.crc32(self.content), len(self.packed), size, len(self.name.encode()), 0
        return struct.pack("<5H3L2H", 20, self.flags, self.method, 0, 0, *sums)


def packed(*members, kind="docx", members_said=None):
    """Return an office file whose further members are these."""
    part, said = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{said}"/></Types>'
    whole = (Member("[Content_Types].xml", types.encode()), Member(part, b"<x/>"), *members)
    body, listed = b"", b""
    for one in whole:
        at = len(body) if one.at is None else one.at
        name = one.name.encode()
        if one.at is None:
            body += b"PK\x03\x04" + one.described() + name + one.packed
        attributes = struct.pack("<3HLL", 0, 0, 3, one.mode << 16, at)
        made_by = struct.pack("<H", 3 << 8 | 20)
        listed += b"PK\x01\x02" + made_by + one.described() + attributes + name
    count = len(whole) if members_said is None else members_said
    ends = struct.pack("<4H2LH", 0, 0, count, count, len(listed), len(body), 0)
    return body + listed + b"PK\x05\x06" + ends


def long_list(count):
    """Return an archive that is little more than its list of members."""
    return packed(
        *(Member(f"{n:x}", b"", method=0, at=0) for n in range(count)), members_said=1
    )


def overlapping(count, size):
    """Return many members that all lie in the same place: a bomb without great density."""
    noise = bytes(range(256)) * (size // 256)
    kernel = Member("kernel.bin", noise, method=zipfile.ZIP_STORED)
    again = (Member(f"m{n}.bin", noise, method=zipfile.ZIP_STORED, at=0) for n in range(count))
    return packed(kernel, *again)


def nested(depth, size):
    """Return archives in archives around a bomb."""
    content = archive({"tyhja.bin": b"\0" * size})
    for _ in range(depth):
        content = archive({"sisalla.zip": content})
    return content


def named(*names):
    return packed(*map(Member, names))


BAD = {
    "up": named("../../tmp/x"),
    "up in the middle": named("word/../../../x"),
    "up the other way": named("..\\..\\x"),
    "up and back": named("a/../../b"),
    "absolute": named("/etc/passwd"),
    "absolute the other way": named("\\\\server\\share\\x"),
    "a drive": named("C:/Windows/x"),
    "a stream": named("a.txt:hidden"),
    "a link": packed(Member("linkki", b"/etc/passwd", mode=LINK)),
    "a device": packed(Member("laite", b"", mode=DEVICE)),
    "a pipe": packed(Member("putki", b"", mode=PIPE)),
    "a device's name": named("word/CON"),
    "a device's name with an ending": named("aux.txt"),
    "a port's name": named("word/media/com1.png"),
    "twice": named("word/a.xml", "word/a.xml"),
    "twice by another spelling": named("word/a.xml", "word/./a.xml"),
    "twice by the other slash": named("word/a.xml", "word\\a.xml"),
    "a name over two lines": named("a\nb.xml"),
    "locked": packed(Member("a.xml", flags=0x801)),
    "packed in a way of its own": packed(
        Member("a.xml", b"\x09\x14\x05\0" + b"\xff" * 5, method=14)
    ),
    "dense": packed(Member("tyhja.bin", b"\0" * 50 * MB)),
    "dense in many": packed(*(Member(f"{n}.bin", b"\0" * 2 * MB) for n in range(40))),
    "large in all": packed(*(Member(f"{n}.bin", b"", said=300 * MB) for n in range(2))),
    "larger than it says": packed(Member("word/x.xml", b" " * 20 * MB, said=10 * MB)),
    "overlapping": overlapping(60, 64 * 1024),
    "many": named(*(f"w/{n}" for n in range(2_001))),
    "many in little room": long_list(120_000),
    "nothing but its end": b"PK\x03\x04" + b"PK\x05\x06" + b"\0" * 18,
    "cut short": office()[:-30],
    "its list elsewhere": office()[:-6] + struct.pack("<LH", 9_999_999, 0),
    "no archive at all": b"PK\x03\x04" + b"\0" * 500,
}
# These are taken for what they are: nothing in them is unpacked.
HARMLESS = {
    "as it should be": packed(Member("word/styles.xml", b"<x/>")),
    "archives in archives": office(**{"word/embeddings/a.zip": nested(3, 5 * MB)}),
    # What is longer than it says is read as far as it says, and never further.
    "a little larger than it says": packed(Member("word/x.bin", b" " * MB, said=10)),
}
