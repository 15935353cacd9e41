"""The kinds of file that are taken in, and how each is served."""

from dataclasses import dataclass

from kb.foundation.words import Kind

MEGABYTE = 1024 * 1024


class FileKind(Kind):
    """What a file is, told by its content and not by its name."""

    PICTURE = "picture"
    VIDEO = "video"
    CAPTIONS = "captions"
    PDF = "pdf"
    TEXT = "text"
    SHEET = "sheet"
    SLIDES = "slides"


@dataclass(frozen=True)
class Form:
    """One form of file: its kind, its type, and what its name ends with (the first is ours)."""

    kind: FileKind
    mime: str
    endings: tuple[str, ...]

    def ending(self, given: str) -> str:
        """Return the ending that was given if it tells the truth, else the true one."""
        return given if given in self.endings else self.endings[0]


@dataclass(frozen=True)
class Caps:
    """How large a file may be; an installation says it in its settings."""

    document: int = 20 * MEGABYTE
    video: int = 200 * MEGABYTE
    pixels: int = 40_000_000

    @property
    def largest(self) -> int:
        """Return how large any file may be at all."""
        return max(self.document, self.video)

    def of(self, kind: FileKind) -> int:
        """Return how large a file of that kind may be."""
        return self.video if kind is FileKind.VIDEO else self.document


# These show themselves in a page; every other kind is only handed over to be kept.
SHOWN = frozenset({FileKind.PICTURE, FileKind.VIDEO, FileKind.CAPTIONS})

PNG = Form(FileKind.PICTURE, "image/png", (".png",))
JPEG = Form(FileKind.PICTURE, "image/jpeg", (".jpg", ".jpeg"))
WEBP = Form(FileKind.PICTURE, "image/webp", (".webp",))
MP4 = Form(FileKind.VIDEO, "video/mp4", (".mp4", ".m4v"))
WEBM = Form(FileKind.VIDEO, "video/webm", (".webm",))
VTT = Form(FileKind.CAPTIONS, "text/vtt", (".vtt",))
PDF = Form(FileKind.PDF, "application/pdf", (".pdf",))

_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
DOCX = Form(FileKind.TEXT, f"{_OOXML}.wordprocessingml.document", (".docx",))
XLSX = Form(FileKind.SHEET, f"{_OOXML}.spreadsheetml.sheet", (".xlsx",))
PPTX = Form(FileKind.SLIDES, f"{_OOXML}.presentationml.presentation", (".pptx",))
ODT = Form(FileKind.TEXT, f"{_ODF}.text", (".odt",))
ODS = Form(FileKind.SHEET, f"{_ODF}.spreadsheet", (".ods",))
ODP = Form(FileKind.SLIDES, f"{_ODF}.presentation", (".odp",))

OFFICE = (DOCX, XLSX, PPTX, ODT, ODS, ODP)
FORMS = (PNG, JPEG, WEBP, MP4, WEBM, VTT, PDF, *OFFICE)
# These are read, so that what stands in them is found.
READABLE = frozenset({PDF.mime, DOCX.mime})
