"""Files as people bring them, made here: pictures, videos, office files, and bad ones."""

import io
import zipfile

from PIL import Image
from webtest import Upload

OOXML = "application/vnd.openxmlformats-officedocument"
MAIN = {
    "docx": ("word/document.xml", f"{OOXML}.wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", f"{OOXML}.spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", f"{OOXML}.presentationml.presentation.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
}
ODF = "application/vnd.oasis.opendocument"
OPEN = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
CAPTIONS = b"WEBVTT\n\n00:00.000 --> 00:02.000\nKuulen, etta asia on iso.\n"


def upload(name, content, kind="application/octet-stream"):
    return Upload(name, content, kind)


def picture(size=(8, 8), colour="teal", kind="PNG", **saved):
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, kind, **saved)
    return out.getvalue()


def mp4(brand=b"isom", *, index=True, padding=64):
    boxes = [box(b"ftyp", brand + b"\0\0\2\0" + brand), box(b"mdat", b"\0" * padding)]
    return b"".join([*boxes, box(b"moov", b"\0" * 16)] if index else boxes)


def box(kind, content):
    return (len(content) + 8).to_bytes(4) + kind + content


def webm(doctype=b"webm"):
    return b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84" + doctype + b"\x18\x53\x80\x67" + b"\0" * 64


def office(kind="docx", **members):
    """Return an office file that says it is ``kind``, with whatever members besides."""
    if kind in OPEN:
        return archive({"mimetype": f"{ODF}.{OPEN[kind]}", "content.xml": "<x/>", **members})
    part, said = MAIN[kind]
    types = f'<Types><Override PartName="/{part}" ContentType="{said}"/></Types>'
    return archive({"[Content_Types].xml": types, part: "<x/>", **members})


def archive(members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return out.getvalue()


def bomb():
    """Return a small archive that would unpack to fifty megabytes."""
    return office(**{"word/media/tyhja.bin": b"\0" * 50_000_000})


def locked():
    """Return an archive whose members say that they are encrypted."""
    content = bytearray(office())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := content.find(mark, start)) >= 0:
            content[start + at] |= 1
            start += 4
    return bytes(content)


def photograph():
    """Return a photograph that tells where it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "Salainen paikka"
    exif.get_ifd(0x8825)[2] = (60.0, 10.0, 0.0)
    Image.new("RGB", (1600, 900), "navy").save(out, "JPEG", exif=exif)
    return out.getvalue()
